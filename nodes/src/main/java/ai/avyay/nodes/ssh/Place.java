package ai.avyay.nodes.ssh;

import ai.avyay.engine.AttemptRef;
import java.util.UUID;

/// Where a workspace lies on its node.
///
/// @param repository the folder of the repository, below that of all repositories
/// @param folder the name of the workspace's own, within its attempt's
record Place(String repository, AttemptRef attempt, String folder) {
    static final String AGENT = "agent";
    private static final int LONGEST_NAME = 80;

    /// A new place for `purpose`; no other that was or will be made has its name.
    static Place another(String repository, AttemptRef attempt, String purpose) {
        var name = purpose.replaceAll("[^A-Za-z0-9_-]", "_");
        var shortened = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return new Place(repository, attempt, shortened + "." + UUID.randomUUID());
    }

    /// Where the agent of `attempt` works.
    static Place agent(String repository, AttemptRef attempt) {
        return new Place(repository, attempt, AGENT);
    }

    /// Relative to the repository's folder.
    String inRepository() {
        return attempt.task() + "/" + attempt.number() + "/" + folder;
    }

    /// Relative to the folder of all repositories.
    String path() {
        return repository + "/" + inRepository();
    }

    /// The folder of a run, likewise.
    String run(int number) {
        return path() + "/run/" + number;
    }
}
