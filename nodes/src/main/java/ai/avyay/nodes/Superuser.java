package ai.avyay.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether this process is the superuser's, whom the kernel does not hold to some limits.
final class Superuser {
    private Superuser() {}

    static boolean isUs() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
