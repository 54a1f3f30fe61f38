package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.testkit.Linearizability.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Laws of the check, on histories that were made from an order.
class LinearizabilityProperties {
    private static final int MOST = 200_000;

    /// Each takes effect at its own moment, and was asked some time before and answered some time
    /// after it; then nobody knows the moments any more.
    private static List<Operation<Counter.Ask, Integer>> history(long seed, int length) {
        var random = new Random(seed);
        var history = new ArrayList<Operation<Counter.Ask, Integer>>();
        var value = 0;
        for (var moment = 100L; moment < 100L + 10L * length; moment += 10) {
            var ask = random.nextInt(3) == 0 ? Counter.Ask.READ : Counter.Ask.RAISE;
            value += ask == Counter.Ask.RAISE ? 1 : 0;
            history.add(
                    new Operation<>(
                            ask, value, moment - random.nextInt(40), moment + random.nextInt(40)));
        }
        Collections.shuffle(history, random);
        return history;
    }

    @Property(tries = 200)
    void what_happened_in_an_order_is_found_to_have_one(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int length) {
        assertThat(Linearizability.check(new Counter(), history(seed, length), MOST))
                .isEqualTo(new Verdict.Holds());
    }

    @Property(tries = 200)
    void an_update_that_was_lost_is_found(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int length) {
        var history = history(seed, length);
        var raised = history.stream().filter(one -> one.input() == Counter.Ask.RAISE).toList();
        if (raised.isEmpty()) {
            return;
        }
        var one = raised.get(new Random(seed).nextInt(raised.size()));
        history.add(new Operation<>(one.input(), one.output(), one.invoked(), one.returned()));
        assertThat(Linearizability.check(new Counter(), history, MOST))
                .isInstanceOf(Verdict.Broken.class);
    }
}
