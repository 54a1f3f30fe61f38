package ai.avyay.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the engine's own folders below their sizes, at most once an hour, beside the work.
final class Tidying {
    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final List<Retention> retentions;
    private final InstantSource clock;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

    Tidying(List<Retention> retentions, InstantSource clock) {
        this.retentions = List.copyOf(retentions);
        this.clock = clock;
    }

    /// Tidies if that is due; returns at once.
    void ifDue() {
        var now = clock.instant();
        var before = last.get();
        var due = before.equals(Instant.MIN) || !now.isBefore(before.plus(PAUSE));
        if (due && last.compareAndSet(before, now)) {
            Thread.ofVirtual().name("tidying").start(() -> tidy(now));
        }
    }

    private void tidy(Instant now) {
        for (var retention : retentions) {
            try {
                retention.tidy(now);
            } catch (IOException failed) {
                LOG.warn("{} could not be tidied: {}", retention.folder(), failed.toString());
            }
        }
    }
}
