package ai.avyay.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/// When people decide reviews.
public sealed interface Reviewing {
    /// How many decisions history must tell of before it is believed.
    int ENOUGH = 5;

    /// As long after being asked as they took before.
    record AsBefore(List<Duration> waits) implements Reviewing {
        public AsBefore {
            waits = List.copyOf(waits);
            if (waits.isEmpty()) {
                throw new IllegalArgumentException("nobody has decided a review before");
            }
        }
    }

    /// All that wait, so many times on each day of the week, evenly between nine and six; once is
    /// at nine.
    record Daily(int times, ZoneId zone) implements Reviewing {
        /// More is nearly always.
        public static final int MOST = 540;

        static final LocalTime FIRST = LocalTime.of(9, 0);
        private static final Duration DAY = Duration.ofHours(9);

        public Daily {
            if (times < 1 || times > MOST) {
                throw new IllegalArgumentException(
                        "reviews are decided 1 to %d times a day: %d".formatted(MOST, times));
            }
        }

        private Instant next(Instant now) {
            var today = now.atZone(zone).toLocalDate();
            var step = times == 1 ? Duration.ZERO : DAY.dividedBy(times - 1);
            for (var i = 0; i < times; i++) {
                var at = today.atTime(FIRST.plus(step.multipliedBy(i))).atZone(zone).toInstant();
                if (!at.isBefore(now)) {
                    return at;
                }
            }
            return today.plusDays(1).atTime(FIRST).atZone(zone).toInstant();
        }
    }

    /// As `habits` show; each morning where they show too little.
    static Reviewing of(Habits habits, ZoneId zone) {
        return habits.decisions().size() < ENOUGH
                ? new Daily(1, zone)
                : new AsBefore(habits.decisions().stream().map(Habits.Decision::after).toList());
    }

    /// When a review is decided that was asked for at `asked` and is not decided at `now`.
    default Instant decided(Instant asked, Instant now, Chance chance) {
        return switch (this) {
            case Daily daily -> daily.next(now);
            case AsBefore(var waits) -> {
                var possible =
                        waits.stream().filter(wait -> !asked.plus(wait).isBefore(now)).toList();
                yield possible.isEmpty() ? now : asked.plus(chance.one(possible));
            }
        };
    }
}
