package ai.avyay.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Gives an editor that may be half way through a file a moment before the file is called broken.
final class Rereading {
    private final Duration moment;
    private final Runnable again;

    /// Files that did not parse, and whether the moment has passed since.
    private final Map<Path, Suspect> suspects = new ConcurrentHashMap<>();

    private record Suspect(Signature signature, boolean due) {}

    /// @param again called from another thread when a file should be read again
    Rereading(Duration moment, Runnable again) {
        this.moment = moment;
        this.again = again;
    }

    /// Whether `file`, which does not parse, has stood so for a moment; if not, it will be read
    /// again.
    boolean isDue(Path file) throws IOException {
        var signature = Signature.of(file);
        var suspect = suspects.get(file);
        if (suspect != null && suspect.signature.equals(signature)) {
            if (suspect.due) {
                suspects.remove(file);
            }
            return suspect.due;
        }
        suspects.put(file, new Suspect(signature, false));
        Thread.ofVirtual().name("queue-rereading").start(() -> wait(file, signature));
        return false;
    }

    private void wait(Path file, Signature signature) {
        var end = System.nanoTime() + moment.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        if (suspects.replace(file, new Suspect(signature, false), new Suspect(signature, true))) {
            again.run();
        }
    }
}
