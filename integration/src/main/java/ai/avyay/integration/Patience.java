package ai.avyay.integration;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/// Ends the unpacking of a bundle on an interrupt, or when it takes too long: a small one can hold
/// a great deal.
final class Patience extends EmptyProgressMonitor {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final long start = System.nanoTime();

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted()
                || System.nanoTime() - start > LONGEST.toNanos();
    }
}
