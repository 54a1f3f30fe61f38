package ai.avyay.nodes.ssh;

import ai.avyay.engine.AttemptRef;

/// Where a workspace lies on its node.
///
/// @param repository the folder of the repository, below that of all repositories
/// @param folder the name of the workspace's own, within its attempt's
record Place(String repository, AttemptRef attempt, String folder) {
    static final String AGENT = "agent";
    private static final int LONGEST_NAME = 80;

    /// The place for `purpose`, if nothing else is there.
    static Place wanted(String repository, AttemptRef attempt, String purpose) {
        var name = purpose.replaceAll("[^A-Za-z0-9_-]", "_");
        var shortened =
                name.isEmpty() ? "_" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return new Place(repository, attempt, shortened);
    }

    /// Relative to the repository's folder.
    String inRepository() {
        return attemptFolder(attempt) + "/" + folder;
    }

    /// Relative to the folder of all repositories.
    String path() {
        return repository + "/" + inRepository();
    }

    /// The folder of a run, likewise.
    String run(int number) {
        return path() + "/run/" + number;
    }

    static String attemptFolder(AttemptRef attempt) {
        return attempt.task() + "/" + attempt.number();
    }
}
