package ai.avyay.testkit;

import static ai.avyay.testkit.Counter.Ask.RAISE;
import static ai.avyay.testkit.Counter.Ask.READ;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.testkit.Linearizability.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What many may have seen at once, and what not.
class LinearizabilityTest {
    private static final int MOST = 100_000;

    private static Operation<Counter.Ask, Integer> op(
            Counter.Ask ask, int answer, long invoked, long returned) {
        return new Operation<>(ask, answer, invoked, returned);
    }

    private static Verdict check(List<Operation<Counter.Ask, Integer>> history) {
        return Linearizability.check(new Counter(), history, MOST);
    }

    @Test
    void nothing_holds() {
        assertThat(check(List.of())).isEqualTo(new Verdict.Holds());
    }

    @Test
    void one_after_the_other_each_sees_what_was_before() {
        assertThat(check(List.of(op(RAISE, 1, 0, 1), op(READ, 1, 2, 3), op(RAISE, 2, 4, 5))))
                .isEqualTo(new Verdict.Holds());
    }

    @Test
    void while_it_is_raised_a_reader_may_see_either() {
        for (var seen : List.of(0, 1)) {
            assertThat(check(List.of(op(RAISE, 1, 0, 10), op(READ, seen, 2, 3))))
                    .isEqualTo(new Verdict.Holds());
        }
    }

    @Test
    void what_one_has_seen_no_later_reader_sees_undone() {
        assertThat(check(List.of(op(RAISE, 1, 0, 10), op(READ, 1, 2, 3), op(READ, 0, 4, 5))))
                .isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void an_old_value_is_not_read_after_the_answer_to_the_change() {
        var verdict = check(List.of(op(RAISE, 1, 0, 1), op(READ, 0, 2, 3)));
        assertThat(verdict).isInstanceOf(Verdict.Broken.class);
        assertThat(((Verdict.Broken) verdict).story())
                .contains("0–1 RAISE → 1", "then 1, and none of these fits", "2–3 READ → 0");
    }

    @Test
    void two_changes_at_once_with_one_effect_are_a_lost_update() {
        assertThat(check(List.of(op(RAISE, 1, 0, 10), op(RAISE, 1, 0, 10))))
                .isInstanceOf(Verdict.Broken.class);
        assertThat(check(List.of(op(RAISE, 2, 0, 10), op(RAISE, 1, 0, 10))))
                .isEqualTo(new Verdict.Holds());
    }

    @Test
    void what_was_never_answered_may_have_happened_or_not() {
        var unanswered = op(RAISE, 1, 0, Operation.NEVER);
        assertThat(check(List.of(unanswered, op(READ, 0, 5, 6)))).isEqualTo(new Verdict.Holds());
        assertThat(check(List.of(unanswered, op(READ, 1, 5, 6)))).isEqualTo(new Verdict.Holds());
        assertThat(check(List.of(unanswered, op(READ, 2, 5, 6))))
                .isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void many_at_once_are_decided() {
        var history = new ArrayList<Operation<Counter.Ask, Integer>>();
        for (var i = 1; i <= 12; i++) {
            history.add(op(RAISE, i, 0, 100));
        }
        assertThat(Linearizability.check(new Counter(), history, MOST))
                .isEqualTo(new Verdict.Holds());
        history.set(3, op(RAISE, 5, 0, 100));
        assertThat(Linearizability.check(new Counter(), history, MOST))
                .isInstanceOf(Verdict.Broken.class);
        assertThat(Linearizability.check(new Counter(), history, 3))
                .isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void things_that_have_nothing_to_do_with_one_another_are_checked_one_by_one() {
        var history = List.of(op(RAISE, 1, 0, 1), op(READ, 0, 2, 3));
        assertThat(Linearizability.byKey(ask -> ask, new Counter(), history, MOST))
                .isEqualTo(new Verdict.Holds());
    }
}
