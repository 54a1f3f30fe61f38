package ai.avyay.nodes;

import java.nio.file.Path;

/// A file or folder of the machine that a confined program sees at `target`, an absolute path.
public record Mount(Path source, String target, Access access) {

    /// What a program may do with it.
    public enum Access {
        READABLE,
        /// Left out where the machine does not have it.
        READABLE_IF_THERE,
        WRITABLE
    }

    public static Mount readable(Path source, String target) {
        return new Mount(source, target, Access.READABLE);
    }

    public static Mount readableIfThere(Path source, String target) {
        return new Mount(source, target, Access.READABLE_IF_THERE);
    }

    public static Mount writable(Path source, String target) {
        return new Mount(source, target, Access.WRITABLE);
    }
}
