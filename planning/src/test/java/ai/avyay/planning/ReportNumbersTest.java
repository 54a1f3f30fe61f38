package ai.avyay.planning;

import static ai.avyay.planning.Past.added;
import static ai.avyay.planning.Past.at;
import static ai.avyay.planning.Past.inGroup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.avyay.domain.Task;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The table of numbers that a fleet is judged by, over histories whose numbers are known.
class ReportNumbersTest {
    private static final double WEEK = 7 * 24;
    private static final Offset<Double> CLOSE = within(1e-6);

    /// Two weeks, two nodes; an attempt lasts until its work is on the branch or shown to a person:
    ///
    ///     n1  0-20 a   20-31 b        40-51 c            60-70 d (sent back)   80-90 d
    ///     n2           25-30 e                   55-56 f
    ///
    /// `f` was there from 45 on, so that a node was free and nothing was eligible from 30 to 45 and
    /// from 55 to 90.
    private static List<Task> twoWeeks() {
        return List.of(
                added("a", 0).worked("n1", 0, 20).approved(20, 21, 22).shipped(22),
                added("b", 20).worked("n1", 20, 30).integrating(30).shipped(31),
                added("e", 25).failed("n2", 25, 30).abandoned(30),
                added("f", 45).failed("n2", 55, 56).abandoned(56),
                added("c", 40).worked("n1", 40, 50).integrating(50).shipped(51),
                added("d", 60)
                        .worked("n1", 60, 70)
                        .rejected(70, 76, 80)
                        .worked("n1", 80, 90)
                        .approved(90, 91, 92.5)
                        .shipped(93));
    }

    private static Report report(List<Task> tasks, double now) {
        return Report.of(tasks, at(now));
    }

    @Test
    void tasks_done_per_week_are_those_that_shipped() {
        assertThat(report(twoWeeks(), 2 * WEEK).donePerWeek()).isCloseTo(4 / 2.0, CLOSE);
    }

    @Test
    void active_hours_per_day_are_those_with_at_least_one_attempt_once_each() {
        var report = report(twoWeeks(), 2 * WEEK);
        assertThat(report.activity().worked()).isEqualTo(Duration.ofHours(31 + 11 + 1 + 10 + 10));
        assertThat(report.activeHoursPerDay()).isCloseTo(63 / 14.0, CLOSE);
    }

    @Test
    void review_hours_per_week_are_those_between_opening_and_deciding() {
        var report = report(twoWeeks(), 2 * WEEK);
        assertThat(report.reviews())
                .isEqualTo(
                        new Report.Reviews(3, 1, Duration.ofMinutes(390), Duration.ofMinutes(870)));
        assertThat(report.reviewHoursPerWeek()).isCloseTo(6.5 / 2, CLOSE);
    }

    @Test
    void starvation_per_week_counts_each_time_that_a_node_was_free_and_nothing_was_eligible() {
        var report = report(twoWeeks(), 2 * WEEK);
        assertThat(report.activity().starvation()).isEqualTo(2);
        assertThat(report.activity().starved()).isEqualTo(Duration.ofHours(15 + 35));
        assertThat(report.starvationPerWeek()).isCloseTo(1.0, CLOSE);
    }

    @Test
    void less_than_a_day_is_counted_as_a_day_so_that_a_rate_says_something() {
        var tasks = List.of(added("a", 0).worked("n1", 0, 2).integrating(2).shipped(2));
        assertThat(report(tasks, 2).donePerWeek()).isCloseTo(7.0, CLOSE);
        assertThat(report(tasks, 2).activeHoursPerDay()).isCloseTo(2.0, CLOSE);
    }

    @Test
    void the_time_to_the_first_commit_is_the_median_over_the_tasks() {
        var tasks = List.of(shipped("a", 0, 1), shipped("b", 10, 13), shipped("c", 20, 90));
        assertThat(report(tasks, WEEK).pace().timeToFirstCommit()).contains(Duration.ofHours(3));
    }

    @Test
    void of_an_even_number_it_is_the_mean_of_the_two_in_the_middle() {
        var tasks =
                List.of(
                        shipped("a", 0, 1),
                        shipped("b", 0, 90),
                        shipped("c", 0, 4),
                        shipped("d", 10, 12));
        assertThat(report(tasks, WEEK).pace().timeToFirstCommit()).contains(Duration.ofHours(3));
    }

    @Test
    void the_tasks_of_a_group_are_one_feature_which_counts_until_its_first_commit() {
        var tasks =
                List.of(
                        inGroup("login", "form", 2).worked("n1", 2, 7).integrating(7).shipped(8),
                        inGroup("login", "page", 1).worked("n1", 8, 9).integrating(9).shipped(90),
                        inGroup("login", "later", 3).live(),
                        shipped("alone", 10, 11),
                        shipped("another", 20, 40));
        assertThat(report(tasks, WEEK).pace().timeToFirstCommit()).contains(Duration.ofHours(7));
    }

    @Test
    void what_has_not_shipped_has_no_time_to_a_first_commit() {
        var tasks = List.of(added("a", 0).live(), added("b", 0).failed("n1", 1, 2).abandoned(3));
        assertThat(report(tasks, WEEK).pace().timeToFirstCommit()).isEmpty();
    }

    @Test
    void it_goes_on_changing_with_what_is_built() {
        var first = List.of(shipped("a", 0, 50));
        var more = List.of(first.getFirst(), shipped("b", 100, 101), shipped("c", 110, 112));
        assertThat(report(first, WEEK).pace().timeToFirstCommit()).contains(Duration.ofHours(50));
        assertThat(report(more, WEEK).pace().timeToFirstCommit()).contains(Duration.ofHours(2));
    }

    private static Task shipped(String name, double added, double shipped) {
        return added(name, added)
                .worked("n1", added, shipped)
                .integrating(shipped)
                .shipped(shipped);
    }
}
