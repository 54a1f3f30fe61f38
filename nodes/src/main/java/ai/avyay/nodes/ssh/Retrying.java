package ai.avyay.nodes.ssh;

import ai.avyay.engine.NodeAwayException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries again while the machine is away: each second at first, later less often, without end. Only
/// an interrupt ends it.
final class Retrying {
    private static final Logger LOG = LoggerFactory.getLogger(Retrying.class);
    private static final Duration EAGER = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(30);

    private Retrying() {}

    /// Something that may find the machine away.
    interface Attempt<T> {
        T make() throws InterruptedException;
    }

    static <T> T until(Attempt<T> attempt) throws InterruptedException {
        var since = System.nanoTime();
        while (true) {
            var began = System.nanoTime();
            try {
                return attempt.make();
            } catch (NodeAwayException away) {
                LOG.debug("{}", away.getMessage());
                var now = System.nanoTime();
                // What lasted was a connection: the machine was there until just now.
                if (now - began > EAGER.toNanos()) {
                    since = now;
                }
                Thread.sleep(now - since < EAGER.toNanos() ? SOON : LATER);
            }
        }
    }
}
