package ai.avyay.planning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.planning.Intervals.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    private static Interval interval(int start, int end) {
        return new Interval(Instant.ofEpochSecond(start), Instant.ofEpochSecond(end));
    }

    /// Of pairs of start and end.
    private static List<Interval> intervals(int... times) {
        var intervals = new ArrayList<Interval>();
        for (var i = 0; i < times.length; i += 2) {
            intervals.add(interval(times[i], times[i + 1]));
        }
        return intervals;
    }

    private static Intervals union(int... times) {
        return Intervals.union(intervals(times));
    }

    @Test
    void what_overlaps_or_touches_is_one() {
        assertThat(union(5, 9, 1, 3, 3, 4, 6, 7, 8, 12).intervals())
                .isEqualTo(intervals(1, 4, 5, 12));
    }

    @Test
    void nothing_and_less_are_left_out() {
        assertThat(union(3, 3, 9, 2).intervals()).isEmpty();
    }

    @Test
    void gaps_are_before_between_and_after() {
        assertThat(union(2, 4, 6, 7).gapsIn(interval(1, 10)).intervals())
                .isEqualTo(intervals(1, 2, 4, 6, 7, 10));
        assertThat(union(2, 4, 6, 9).gapsIn(interval(3, 8)).intervals()).isEqualTo(intervals(4, 6));
        assertThat(union(20, 30, 40, 50).gapsIn(interval(3, 8)).intervals())
                .isEqualTo(intervals(3, 8));
        assertThat(union(1, 2).gapsIn(interval(3, 8)).intervals()).isEqualTo(intervals(3, 8));
    }

    @Test
    void what_is_taken_away_is_gone() {
        var left = union(0, 10, 20, 30).minus(union(5, 25, 28, 29));
        assertThat(left.intervals()).isEqualTo(intervals(0, 5, 25, 28, 29, 30));
        assertThat(left.length()).isEqualTo(Duration.ofSeconds(9));
    }
}
