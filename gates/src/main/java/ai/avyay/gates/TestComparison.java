package ai.avyay.gates;

import ai.avyay.gates.TestResult.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The tests of a commit held against those of its base.
///
/// @param counted how many tests count: those that ran on the base or run now
/// @param passed how many of them pass now
/// @param failing what fails now, newly failing tests first
/// @param vanished tests that ran on the base, of which nothing is reported now
/// @param silenced tests that passed on the base and are skipped now
/// @param broken tests that passed on the base and fail now
record TestComparison(
        int counted,
        int passed,
        List<TestResult> failing,
        List<TestResult> vanished,
        List<TestResult> silenced,
        List<TestResult> broken) {

    TestComparison {
        failing = List.copyOf(failing);
        vanished = List.copyOf(vanished);
        silenced = List.copyOf(silenced);
        broken = List.copyOf(broken);
    }

    /// @param permitted tests of the base that may change: their absence does not count
    static TestComparison of(
            Report.Tests now, Optional<Report.Tests> base, Predicate<TestResult> permitted) {
        var vanished = new ArrayList<TestResult>();
        var silenced = new ArrayList<TestResult>();
        var broken = new ArrayList<TestResult>();
        var failing = new ArrayList<TestResult>();
        for (var before : base.map(tests -> tests.results().values()).orElse(List.of())) {
            var after = Optional.ofNullable(now.results().get(before.key()));
            var fine = after.map(TestResult::passed).orElse(false);
            if (fine || before.outcome() == Outcome.SKIPPED || permitted.test(before)) {
                continue;
            }
            if (after.isEmpty()) {
                vanished.add(before);
            } else if (before.passed()) {
                (after.get().failed() ? broken : silenced).add(after.get());
            }
        }
        failing.addAll(broken);
        var known = new HashSet<>(broken);
        now.results().values().stream()
                .filter(result -> result.failed() && !known.contains(result))
                .forEach(failing::add);
        var ran = now.results().values().stream().filter(r -> r.outcome() != Outcome.SKIPPED);
        var passed = now.results().values().stream().filter(TestResult::passed).count();
        return new TestComparison(
                vanished.size() + silenced.size() + (int) ran.count(),
                (int) passed,
                failing,
                vanished,
                silenced,
                broken);
    }

    /// 0 to 100, rounded down; empty if no test counts.
    Optional<Integer> score() {
        return counted == 0
                ? Optional.empty()
                : Optional.of((int) Math.floorDiv(100L * passed, counted));
    }

    /// Why the work is refused whatever its score.
    List<String> objections(String check) {
        var objections = new ArrayList<String>();
        object(objections, check, vanished, "ran before this work and did not run with it");
        object(objections, check, silenced, "passed before this work and is skipped with it");
        object(objections, check, broken, "passed before this work and fails with it");
        return objections;
    }

    private static void object(
            List<String> objections, String check, List<TestResult> tests, String what) {
        if (!tests.isEmpty()) {
            var names = tests.stream().map(TestResult::shown).distinct().toList();
            var many = tests.size() == 1 ? "a test " : tests.size() + " tests: each ";
            objections.add(check + ": " + many + what + ": " + Plain.list(names, 5));
        }
    }
}
