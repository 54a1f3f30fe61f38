package ai.avyay.engine;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bare repository that bases come from and results go to. No agent can reach it.
public interface Hub extends BranchView {

    /// The repository's folder; only git as the engine runs it may read it.
    Path location();

    /// The commit an attempt starts from.
    ///
    /// @param base the tip of the shipping branch, with borrowed artifacts as a last commit that
    ///   never ships
    /// @param start `base`, or a commit on top of it that carries the previous attempt's work over
    /// @param conflicts paths of that work that met a change of the branch, left with conflict
    ///   markers
    record Start(CommitId base, CommitId start, List<String> conflicts) {
        public Start {
            conflicts = List.copyOf(conflicts);
        }
    }

    /// A request for a start.
    ///
    /// @param previous the work of the attempt before, as its base and its commit
    /// @param borrowed artifacts to put in, by path, as the files that hold them
    record StartOrder(AttemptRef attempt, Optional<Work> previous, Map<String, Path> borrowed) {
        public StartOrder {
            borrowed = Map.copyOf(borrowed);
        }
    }

    /// A change, as the commit it starts from and the commit it ends at.
    record Work(CommitId base, CommitId commit) {}

    Start start(StartOrder order);

    /// Takes the objects of a git bundle in, checked and bounded, and points the attempt's ref at
    /// its one head.
    ///
    /// @throws NodeException if the bundle is malformed, too large, or its head does not descend
    ///   from `start`
    CommitId accept(AttemptRef attempt, CommitId start, InputStream bundle);

    /// A look into one commit.
    Tree tree(CommitId commit);

    /// The files of one commit.
    interface Tree {
        /// The object name of the tree; equal trees have equal names.
        String id();

        Optional<byte[]> read(String path, long limitBytes);

        /// How this tree differs from that of `base`.
        List<FileChange> changesSince(CommitId base);

        /// All paths of files, in order.
        List<String> paths();
    }

    /// One file that differs between two trees.
    ///
    /// @param mode git's file mode on the new side, such as 0100644; 0 if deleted
    record FileChange(Kind kind, String path, Optional<String> oldPath, int mode, long bytes) {
        /// What was done to the file.
        public enum Kind {
            ADDED,
            MODIFIED,
            DELETED,
            RENAMED
        }

        public boolean symlink() {
            return mode == 0120000;
        }
    }

    /// The folder-free name of a task's artifacts, where they are kept outside of git.
    static Path artifact(Path artifacts, TaskId task, String path) {
        return artifacts.resolve(task.value()).resolve(path);
    }
}
