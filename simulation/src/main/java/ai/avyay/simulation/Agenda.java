package ai.avyay.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/// What is going to happen in a world, and the world's true time.
///
/// The earliest happens first; of what is due at one time, what was entered first. Time passes by
/// nothing but going on to what happens next.
final class Agenda implements InstantSource {
    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::at).thenComparingLong(Entry::number);

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(ORDER);
    private Instant now;
    private long entered;

    Agenda(Instant start) {
        now = start;
    }

    private record Entry(Instant at, long number, Runnable happening) {}

    /// Enters something that happens at `at`; at once if that is over.
    void at(Instant at, Runnable happening) {
        entries.add(new Entry(at.isBefore(now) ? now : at, entered++, happening));
    }

    void after(Duration wait, Runnable happening) {
        at(now.plus(wait), happening);
    }

    /// Lets the next thing happen, unless there is none before `end`.
    ///
    /// @return whether something happened
    boolean next(Instant end) {
        var first = entries.peek();
        if (first == null || !first.at().isBefore(end)) {
            return false;
        }
        entries.remove();
        now = first.at();
        first.happening().run();
        return true;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
