package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Event;
import ai.avyay.domain.Origin;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What `up` says at its end.
class RemainderTest {
    private static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");

    private static State added(State state, String name) {
        return state.apply(
                new Event.TaskAdded(
                        NOON, new TaskId(name), Definition.titled("Do"), Origin.manual(NOON)));
    }

    private static State ended(State state, String name, Status status) {
        return added(state, name)
                .apply(new Event.TaskEnded(NOON, new TaskId(name), status, "", Optional.empty()));
    }

    @Test
    void nothing_is_left_when_all_is_done_or_given_up() {
        var state = ended(ended(State.EMPTY, "a", Status.DONE), "b", Status.ABANDONED);
        assertThat(Remainder.of(state).isNothing()).isTrue();
        assertThat(Remainder.of(state).lines()).isEmpty();
    }

    @Test
    void a_failed_task_is_left_with_both_ways_to_go_on() {
        var left = Remainder.of(ended(State.EMPTY, "big", Status.FAILED));
        assertThat(left.isNothing()).isFalse();
        assertThat(left.lines())
                .containsExactly(
                        "big failed; `avyay retry big` tries it again, `avyay abandon big` gives it up");
    }

    @Test
    void a_live_task_is_left_with_the_command_that_says_why() {
        assertThat(Remainder.of(added(State.EMPTY, "a")).lines())
                .containsExactly("a waiting; `avyay why a` says what it waits for");
    }

    @Test
    void of_many_the_first_are_named_and_the_others_counted() {
        var state = State.EMPTY;
        for (var number : IntStream.range(100, 100 + Remainder.NAMED + 2).boxed().toList()) {
            state = ended(added(state, "w" + number), "f" + number, Status.FAILED);
        }
        List<String> lines = Remainder.of(state).lines();
        assertThat(lines)
                .hasSize(2 * Remainder.NAMED + 2)
                .contains("2 more are left; `avyay list` names them")
                .endsWith("2 more failed; `avyay list --all` names them");
    }
}
