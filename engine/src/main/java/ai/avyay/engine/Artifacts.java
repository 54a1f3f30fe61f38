package ai.avyay.engine;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Keeps declared deliverables outside of git, so that dependents find them whatever became of the
/// task.
final class Artifacts {
    private final Hub hub;
    private final StateFolder folder;

    Artifacts(Hub hub, StateFolder folder) {
        this.hub = hub;
        this.folder = folder;
    }

    /// Copies those of `deliverables` that exist in `commit` and are not empty.
    ///
    /// @return the deliverables that were kept
    List<String> keep(TaskId task, CommitId commit, List<String> deliverables) {
        if (deliverables.isEmpty()) {
            return List.of();
        }
        var tree = hub.tree(commit);
        var paths = tree.paths();
        var kept = new ArrayList<String>();
        for (var deliverable : deliverables) {
            var files =
                    paths.stream()
                            .filter(path ->
                                    path.equals(deliverable)
                                            || path.startsWith(folderOf(deliverable)))
                            .toList();
            if (files.stream().map(path -> copy(tree, path, task)).toList().contains(true)) {
                kept.add(deliverable);
            }
        }
        return kept;
    }

    private static String folderOf(String deliverable) {
        return deliverable.endsWith("/") ? deliverable : deliverable + "/";
    }

    private boolean copy(Hub.Tree tree, String path, TaskId task) {
        var content = tree.read(path, RunBounds.DEFAULT.artifactBytes());
        if (content.isEmpty() || content.get().length == 0) {
            return false;
        }
        var target = folder.artifacts(task).resolve(path).normalize();
        if (!target.startsWith(folder.artifacts(task))) {
            return false;
        }
        try {
            Files.createDirectories(target.getParent());
            Path temporary = Files.createTempFile(target.getParent(), ".artifact", "");
            Files.write(temporary, content.get());
            Files.move(
                    temporary,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep artifact " + target + ": " + e.getMessage(), e);
        }
    }
}
