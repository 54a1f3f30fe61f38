package ai.avyay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final Instant START = Instant.parse("2026-01-30T10:00:00Z");

    private final Agenda agenda = new Agenda(START);
    private final List<String> happened = new ArrayList<>();

    private void enter(int seconds, String what) {
        agenda.after(Duration.ofSeconds(seconds), () -> happened.add(what));
    }

    private void pass(int seconds) {
        var end = START.plusSeconds(seconds);
        while (agenda.next(end)) {
            assertThat(agenda.instant()).isBefore(end);
        }
    }

    @Test
    void the_earliest_happens_first() {
        enter(3, "third");
        enter(1, "first");
        enter(2, "second");
        pass(10);
        assertThat(happened).containsExactly("first", "second", "third");
    }

    @Test
    void what_is_due_at_one_time_happens_in_order_of_entry() {
        enter(1, "a");
        enter(1, "b");
        enter(1, "c");
        pass(10);
        assertThat(happened).containsExactly("a", "b", "c");
    }

    @Test
    void time_passes_by_what_happens_only() {
        enter(7, "once");
        assertThat(agenda.instant()).isEqualTo(START);
        pass(10);
        assertThat(agenda.instant()).isEqualTo(START.plusSeconds(7));
    }

    @Test
    void what_is_after_the_end_does_not_happen() {
        enter(10, "too late");
        pass(10);
        assertThat(happened).isEmpty();
    }

    @Test
    void what_should_have_happened_before_happens_now() {
        enter(5, "first");
        pass(10);
        agenda.at(START, () -> happened.add("overdue"));
        pass(10);
        assertThat(happened).containsExactly("first", "overdue");
        assertThat(agenda.instant()).isEqualTo(START.plusSeconds(5));
    }
}
