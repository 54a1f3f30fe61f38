package ai.avyay.gates;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.CheckResult;
import ai.avyay.engine.Exit;
import ai.avyay.gates.TestResult.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GradingProperties {
    private static final Check CHECK = Check.of("tests", "run");

    @Provide
    Arbitrary<List<TestResult>> results() {
        var name = Arbitraries.strings().withCharRange('a', 'h').ofLength(1);
        return Combinators.combine(name, Arbitraries.of(Outcome.class))
                .as((each, outcome) -> new TestResult("T", each, Optional.empty(), outcome, ""))
                .list()
                .ofMaxSize(12);
    }

    private static Evidence evidence(List<TestResult> results) {
        var failed = results.stream().anyMatch(TestResult::failed);
        return new Evidence(
                new Exit.Exited(failed ? 1 : 0), "", Map.of("a.xml", Report.Tests.of(results)));
    }

    private static Grading.Grade grade(List<TestResult> base, List<TestResult> now) {
        return Grading.grade(
                CHECK, evidence(now), Optional.of(evidence(base)), _ -> false, path -> path);
    }

    private static int score(List<TestResult> base, List<TestResult> now) {
        return grade(base, now).result().score();
    }

    @Property
    void a_score_is_0_to_100(
            @ForAll("results") List<TestResult> base, @ForAll("results") List<TestResult> now) {
        assertThat(score(base, now)).isBetween(0, 100);
    }

    @Property
    void a_passing_test_less_never_scores_more(
            @ForAll("results") List<TestResult> base, @ForAll("results") List<TestResult> now) {
        var before = score(base, now);
        var all = grade(base, now).objections().size();
        for (var test : now) {
            if (Report.Tests.of(now).results().containsValue(test) && test.passed()) {
                var fewer = now.stream().filter(each -> !each.key().equals(test.key())).toList();
                assertThat(score(base, fewer)).isLessThanOrEqualTo(before);
                assertThat(grade(base, fewer).objections().size()).isGreaterThanOrEqualTo(all);
            }
        }
    }

    @Property
    void a_test_that_turns_red_or_is_skipped_never_scores_more(
            @ForAll("results") List<TestResult> base,
            @ForAll("results") List<TestResult> now,
            @ForAll Outcome outcome) {
        for (var test : now) {
            if (Report.Tests.of(now).results().containsValue(test) && test.passed()) {
                var worse = new ArrayList<>(now);
                worse.removeIf(each -> each.key().equals(test.key()));
                worse.add(new TestResult("T", test.name(), Optional.empty(), outcome, ""));
                assertThat(score(base, worse)).isLessThanOrEqualTo(score(base, now));
            }
        }
    }

    @Property
    void the_order_of_results_does_not_matter(
            @ForAll("results") List<TestResult> base,
            @ForAll("results") List<TestResult> now,
            @ForAll long seed) {
        var shuffled = new ArrayList<>(now);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(grade(base, shuffled)).isEqualTo(grade(base, now));
    }

    @Property
    void full_marks_and_no_objection_mean_that_every_test_of_the_base_still_passes(
            @ForAll("results") List<TestResult> base, @ForAll("results") List<TestResult> now) {
        var grade = grade(base, now);
        if (grade.objections().isEmpty() && grade.result().passed()) {
            var after = Report.Tests.of(now).results();
            assertThat(Report.Tests.of(base).results().values())
                    .filteredOn(TestResult::passed)
                    .allMatch(test -> after.containsKey(test.key()))
                    .allMatch(test ->
                            after.values().stream()
                                    .anyMatch(it -> it.key().equals(test.key()) && it.passed()));
        }
    }

    @Property
    void the_mean_lies_between_the_lowest_and_the_highest_score(
            @ForAll List<@net.jqwik.api.constraints.IntRange(max = 100) Integer> scores,
            @ForAll @net.jqwik.api.constraints.IntRange(min = 1) int weight) {
        var results =
                scores.stream()
                        .map(it -> new CheckResult("c", it, weight, false, true, List.of()))
                        .toList();
        var low = scores.stream().mapToInt(it -> it).min().orElse(100);
        var high = scores.stream().mapToInt(it -> it).max().orElse(100);
        assertThat(Verdict.score(results)).isBetween(low, high);
    }
}
