package ai.avyay.nodes;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// Makes a clone that shares nothing with the hub and holds nothing but what its commit leads to.
///
/// The git directory is written by hand, so two git programs are enough, and they run side by side:
/// one writes the pack of all objects, one the files. The hub lends its objects to these two
/// through their environment; the clone does not know where it came from.
record Cloning(EngineGit git, Path hub) {
    /// Fills the tree and keeps the index for the engine.
    void into(Folders folders, CommitId commit, String branch)
            throws IOException, InterruptedException {
        var directory = folders.tree().resolve(".git");
        write(directory, commit, branch);
        var environment =
                Map.of(
                        "GIT_DIR", directory.toString(),
                        "GIT_WORK_TREE", folders.tree().toString(),
                        "GIT_ALTERNATE_OBJECT_DIRECTORIES", hub.resolve("objects").toString());
        var base = directory.resolve("objects/pack/pack").toString();
        var objects =
                git.start(
                        folders.tree(),
                        environment,
                        List.of("pack-objects", "-q", "--revs", "--delta-base-offset", base),
                        commit + "\n");
        try {
            git.start(
                            folders.tree(),
                            environment,
                            List.of("read-tree", "--reset", "-u", commit.value()),
                            "")
                    .finish();
            objects.finish();
        } finally {
            objects.kill();
        }
        // With its time, by which git knows which files may have changed just after they were
        // written.
        Files.copy(
                directory.resolve("index"),
                folders.index(),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void write(Path directory, CommitId commit, String branch) throws IOException {
        var ref = directory.resolve("refs/heads").resolve(branch);
        Files.createDirectories(ref.getParent());
        for (var folder : List.of("objects/pack", "objects/info", "refs/tags", "info")) {
            Files.createDirectories(directory.resolve(folder));
        }
        Files.writeString(ref, commit + "\n");
        Files.writeString(directory.resolve("HEAD"), "ref: refs/heads/" + branch + "\n");
        Files.writeString(directory.resolve("config"), CloneConfiguration.of(commit));
    }
}
