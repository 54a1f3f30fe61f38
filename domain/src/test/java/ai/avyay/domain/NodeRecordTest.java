package ai.avyay.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.avyay.domain.NodeRecord.Mark;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class NodeRecordTest {
    private static final Instant START = Instant.parse("2026-05-10T11:00:00Z");

    @Test
    void a_node_that_was_never_away_was_reachable_all_the_time() {
        assertThat(NodeRecord.first(START).reachableShare(after(60))).isEqualTo(1.0);
    }

    @Test
    void absences_add_up_and_the_present_one_counts() {
        var state =
                State.EMPTY
                        .apply(new Event.NodeDrained(START, "mbp3", "maintenance"))
                        .apply(new Event.NodeUndrained(START, "mbp3"))
                        .apply(new Event.NodeWentAway(after(10), "mbp3", "asleep"))
                        .apply(new Event.NodeCameBack(after(30), "mbp3"))
                        .apply(new Event.NodeWentAway(after(50), "mbp3", "asleep"));
        var node = state.engine().node("mbp3").orElseThrow();
        assertThat(node.absent(after(100))).isEqualTo(Duration.ofMinutes(70));
        assertThat(node.reachableShare(after(100))).isCloseTo(0.3, within(1e-9));
        assertThat(node.away()).contains(new Mark(after(50), "asleep"));
        assertThat(node.drained()).isEmpty();
    }

    @Test
    void only_the_newest_delays_are_kept() {
        var state = State.EMPTY;
        for (int second = 1; second <= 100; second++) {
            state = state.apply(new Event.NodeBegan(START, "mbp3", Duration.ofSeconds(second)));
        }
        var node = state.engine().node("mbp3").orElseThrow();
        assertThat(node.delays()).hasSize(NodeRecord.MOST_DELAYS);
        assertThat(node.medianDelay()).contains(Duration.ofSeconds(93));
    }

    @Test
    void lost_attempts_are_counted() {
        var state =
                State.EMPTY
                        .apply(new Event.NodeLostWork(START, "mbp3"))
                        .apply(new Event.NodeLostWork(after(1), "mbp3"));
        assertThat(state.engine().node("mbp3").orElseThrow().lost()).isEqualTo(2);
    }

    private static Instant after(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }
}
