package ai.avyay.nodes;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import ai.avyay.engine.NodeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A bare repository with a first commit; it takes bundles as stock git does, with all checks on.
public final class StockHub implements Hub {
    private final Path folder;
    private final Path location;

    StockHub(Path folder) {
        this.folder = folder;
        this.location = folder.resolve("hub.git");
    }

    /// A hub whose first commit holds `README`, `src/Main.txt`, `run.sh` and a `.gitignore` with
    /// `*.log`.
    public static StockHub make(Path folder) {
        try {
            var hub = new StockHub(folder);
            var source = Files.createDirectories(folder.resolve("source"));
            Files.writeString(source.resolve("README"), "read me\n");
            Files.createDirectories(source.resolve("src"));
            Files.writeString(source.resolve("src/Main.txt"), "main\n");
            Files.writeString(source.resolve("run.sh"), "#!/bin/sh\n");
            Files.writeString(source.resolve(".gitignore"), "*.log\n");
            hub.git(source, "init", "-q", "-b", "main");
            hub.git(source, "add", "-A");
            hub.git(source, "commit", "-q", "-m", "first");
            hub.git(folder, "clone", "-q", "--bare", source.toString(), hub.location.toString());
            return hub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CommitId main() {
        return new CommitId(git(location, "rev-parse", "main"));
    }

    /// What stands in `path` of `commit`.
    public String show(CommitId commit, String path) {
        return git(location, "show", commit + ":" + path);
    }

    public List<String> paths(CommitId commit) {
        return git(location, "ls-tree", "-r", "--name-only", commit.value()).lines().toList();
    }

    public String git(Path in, String... arguments) {
        var command =
                new ArrayList<>(
                        List.of("git", "-c", "user.name=t", "-c", "user.email=t@t.invalid"));
        command.addAll(List.of(arguments));
        return run(in, command, InputStream.nullInputStream());
    }

    private static String run(Path in, List<String> command, InputStream input) {
        try {
            var builder =
                    new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
            builder.environment().putAll(EngineGit.environment(in.toString()));
            builder.environment().put("GIT_ALLOW_PROTOCOL", "file");
            var process = builder.start();
            try (var sink = process.getOutputStream()) {
                input.transferTo(sink);
            }
            var said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new NodeException("refused: " + String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new NodeException("refused: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public CommitId accept(AttemptRef attempt, CommitId start, InputStream bundle) {
        try {
            var file = Files.createTempFile(folder, "incoming", ".bundle");
            try (bundle) {
                Files.write(file, bundle.readAllBytes());
            }
            git(location, "-c", "transfer.fsckObjects=true", "bundle", "verify", file.toString());
            var said =
                    git(
                            location,
                            "-c",
                            "transfer.fsckObjects=true",
                            "bundle",
                            "unbundle",
                            file.toString());
            var head = said.substring(0, said.indexOf(" "));
            git(location, "fsck", "--connectivity-only", head);
            git(location, "merge-base", "--is-ancestor", start.value(), head);
            git(location, "update-ref", attempt.ref(), head);
            return new CommitId(head);
        } catch (IOException e) {
            throw new NodeException("refused: " + e.getMessage(), e);
        }
    }

    @Override
    public Start start(StartOrder order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Tree tree(CommitId commit) {
        return new StockTree(commit);
    }

    @Override
    public Branch branch(Set<String> paths) {
        throw new UnsupportedOperationException();
    }

    private final class StockTree implements Tree {
        private final CommitId commit;

        StockTree(CommitId commit) {
            this.commit = commit;
        }

        @Override
        public String id() {
            return git(location, "rev-parse", commit + "^{tree}");
        }

        /// Text only, its last line ended.
        @Override
        public Optional<byte[]> read(String path, long limitBytes) {
            return Optional.of((show(commit, path) + "\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<FileChange> changesSince(CommitId base) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> paths() {
            return StockHub.this.paths(commit);
        }
    }
}
