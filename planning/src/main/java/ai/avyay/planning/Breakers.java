package ai.avyay.planning;

import ai.avyay.domain.EngineState;
import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Opens the breaker of an agent program or a node that fails in a row.
final class Breakers {
    private static final int MAX_DOUBLINGS = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Deliberation deliberation;

    Breakers(Deliberation deliberation) {
        this.deliberation = deliberation;
    }

    /// Whether the time of an open breaker ran out after `board` was looked at.
    static boolean anyHalfOpenSince(Board board, Instant now) {
        for (var breaker : board.state().engine().breakers().values()) {
            var until = breaker.openUntil();
            if (until.isPresent()
                    && until.get().isAfter(board.asOf())
                    && !until.get().isAfter(now)) {
                return true;
            }
        }
        return false;
    }

    /// Opens the breaker of `key` if it has failed once more than in `before`, and too often now.
    void openIfFailed(BreakerKey key, EngineState before) {
        var now = deliberation.now();
        var breaker = deliberation.board().state().engine().breaker(key);
        var breaking = deliberation.board().policy().timing().breaking();
        var open = breaker.openUntil().filter(until -> until.isAfter(now)).isPresent();
        var failed = breaker.failures() > before.breaker(key).failures();
        if (open || !failed || breaker.failures() < breaking.failures()) {
            return;
        }
        var doublings = Math.min(breaker.failures() - breaking.failures(), MAX_DOUBLINGS);
        var pause = breaking.pause().multipliedBy(1L << doublings);
        var until = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        var reason = breaker.failures() + " failures in a row";
        deliberation.follow(List.of(new Event.BreakerOpened(now, key, until, reason)));
        deliberation.command(
                new Command.Tell(
                        "nothing more goes to %s until %s: %s; `avyay log` says which, `avyay resume` tries at once"
                                .formatted(key, until, reason),
                        true));
    }
}
