package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An attempt's clone, in which the test plays the agent.
final class Workshop {
    private final Path folder;
    private final CommitId start;

    private Workshop(Path folder, CommitId start) {
        this.folder = folder;
        this.start = start;
    }

    static Workshop open(BareHub hub, CommitId start, Path folder) {
        Repositories.gitIn(hub.location(), "init", "--quiet", folder.toString());
        Repositories.gitIn(folder, "fetch", "--quiet", hub.location().toString(), start.value());
        Repositories.gitIn(folder, "checkout", "--quiet", "-b", "work", start.value());
        return new Workshop(folder, start);
    }

    Path folder() {
        return folder;
    }

    String git(String... arguments) {
        return Repositories.gitIn(folder, arguments);
    }

    Workshop write(String path, String text) {
        Repositories.writeIn(folder, path, text);
        return this;
    }

    CommitId commit(String message) {
        git("add", "--all", "--force");
        git("commit", "--quiet", "--allow-empty", "--message", message);
        return new CommitId(git("rev-parse", "HEAD"));
    }

    byte[] bundle() {
        return bundle("work", "^" + start);
    }

    byte[] bundle(String... revisions) {
        var file = folder.resolve(".git/bundle");
        var command = new ArrayList<>(List.of("bundle", "create", "--quiet", file.toString()));
        command.addAll(List.of(revisions));
        git(command.toArray(String[]::new));
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream stream() {
        return new ByteArrayInputStream(bundle());
    }

    /// Delivers what is committed.
    CommitId deliver(BareHub hub, AttemptRef attempt) {
        return hub.accept(attempt, start, stream());
    }
}
