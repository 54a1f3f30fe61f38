package ai.avyay.engine;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits out the absence of a node, however long it is.
final class Absence {
    private static final Logger LOG = LoggerFactory.getLogger(Absence.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private Absence() {}

    /// Something that a node must be within reach for.
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws InterruptedException;
    }

    static <T> T waitedOut(Attempt<T> attempt) throws InterruptedException {
        while (true) {
            try {
                return attempt.make();
            } catch (NodeAwayException away) {
                LOG.debug("waited for", away);
                Thread.sleep(PAUSE);
            }
        }
    }
}
