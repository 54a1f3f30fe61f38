package ai.avyay.nodes;

import java.nio.file.Path;

/// A file or folder of the machine that a confined program sees at `target`, an absolute path.
record Mount(Path source, String target, boolean writable) {
    static Mount readable(Path source, String target) {
        return new Mount(source, target, false);
    }

    static Mount writable(Path source, String target) {
        return new Mount(source, target, true);
    }
}
