package ai.avyay.gates;

import ai.avyay.engine.Hub.FileChange;
import java.util.function.Predicate;

/// One file of a change, with what it held before and holds now.
record ChangedFile(FileChange change, Content before, Content after) {
    static final int GITLINK = 0160000;

    /// What a file holds.
    sealed interface Content {
        record Absent() implements Content {}

        /// Too long to be looked at.
        record Unread() implements Content {}

        /// Not to be found by its name, whose bytes are no UTF-8.
        record Unnamed() implements Content {}

        record Binary() implements Content {}

        /// Text; of a symbolic link, its target.
        record Text(String text) implements Content {}

        /// The text, or nothing where there is none to be read.
        default String orEmpty() {
            return this instanceof Text(var text) ? text : "";
        }
    }

    String path() {
        return change.path();
    }

    /// The path it had before.
    String oldPath() {
        return change.oldPath().orElse(change.path());
    }

    boolean added() {
        return change.kind() == FileChange.Kind.ADDED;
    }

    boolean deleted() {
        return change.kind() == FileChange.Kind.DELETED;
    }

    boolean renamed() {
        return change.kind() == FileChange.Kind.RENAMED && !oldPath().equals(path());
    }

    boolean gitlink() {
        return change.mode() == GITLINK;
    }

    /// Whether there is a plain file now.
    boolean plainFile() {
        return !deleted() && !change.symlink() && !gitlink();
    }

    /// Whether one of its paths, before or now, is such.
    boolean touches(Predicate<String> such) {
        return such.test(path()) || such.test(oldPath());
    }
}
