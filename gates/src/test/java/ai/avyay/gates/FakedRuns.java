package ai.avyay.gates;

import static ai.avyay.gates.Twins.refused;
import static ai.avyay.gates.Twins.reviewed;
import static ai.avyay.gates.Work.TEST_XML;
import static ai.avyay.gates.Work.ZERO;
import static ai.avyay.gates.Work.report;
import static ai.avyay.gates.Work.some;
import static ai.avyay.gates.Work.tests;

import ai.avyay.engine.Exit;
import ai.avyay.gates.Work.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Checks whose tests did not all run, or did not all pass.
final class FakedRuns {
    private FakedRuns() {}

    static List<Twins> missing() {
        return List.of(
                refused(
                        "a test that is gone",
                        some().now(tests("adds", "subtracts")),
                        "CalcTest#divides did not run",
                        some().now(tests("adds", "subtracts", "divides", "multiplies"))),
                refused(
                        "a test that is gone among many new ones",
                        some().now(tests("adds", "divides", "a", "b", "c", "d", "e", "f", "g")),
                        "a test ran before this work and did not run with it: CalcTest#subtracts",
                        some().now(tests("adds", "divides", "a", "b"))
                                .mayChangeTests("CalcTest#sub*")),
                refused(
                        "no test runs any more",
                        some().now(new Run(ZERO, "BUILD SUCCESS", Map.of())),
                        "3 tests: each ran before this work and did not run with it",
                        some().before(new Run(ZERO, "", Map.of()))
                                .now(new Run(ZERO, "", Map.of()))),
                refused(
                        "a test that is skipped",
                        some().now(tests("adds", "subtracts", "?divides")),
                        "is skipped with it: CalcTest#divides",
                        some().before(tests("adds", "subtracts", "?divides"))
                                .now(tests("adds", "subtracts", "?divides"))),
                refused(
                        "a renamed test in a renamed class",
                        some().now(
                                        report(
                                                Work.xml("adds", "subtracts", "divides")
                                                        .replace("CalcTest", "EasyTest"))),
                        "3 tests: each ran before this work",
                        some().now(
                                        report(
                                                Work.xml("adds", "subtracts", "divides")
                                                        .replace("CalcTest", "EasyTest")))
                                .mayChangeTests("src/test/java/acme/CalcTest.java")));
    }

    static List<Twins> failing() {
        return List.of(
                refused(
                        "a failing test behind exit code 0",
                        some().now(tests("adds", "subtracts", "!divides")),
                        "CalcTest#divides: expected 3 but was 4 (acme.CalcTest.divides(CalcTest.java:12))",
                        some().now(tests("adds", "subtracts", "divides"))),
                refused(
                        "a failing test that also passes",
                        some().now(
                                        new Run(
                                                ZERO,
                                                "",
                                                Map.of(
                                                        "target/surefire-reports/TEST-a.xml",
                                                        Work.xml("adds", "subtracts", "!divides"),
                                                        TEST_XML,
                                                        Work.xml("divides")))),
                        "CalcTest#divides",
                        some().now(
                                        new Run(
                                                ZERO,
                                                "",
                                                Map.of(
                                                        "target/surefire-reports/TEST-a.xml",
                                                        Work.xml("adds", "subtracts"),
                                                        TEST_XML,
                                                        Work.xml("divides"))))),
                refused(
                        "a failing test that is not required, among many",
                        some().checks(Check.of("tests", "x"))
                                .now(
                                        tests(
                                                "adds",
                                                "subtracts",
                                                "!divides",
                                                "a",
                                                "b",
                                                "c",
                                                "d",
                                                "e",
                                                "f",
                                                "g",
                                                "h",
                                                "i",
                                                "j",
                                                "k",
                                                "l")),
                        "passed before this work and fails with it",
                        some().checks(Check.of("tests", "x"))
                                .before(tests("adds", "!divides", "a", "b", "c", "d"))
                                .now(tests("adds", "!divides", "a", "b", "c", "d"))),
                refused(
                        "a build that dies after its tests",
                        some().checks(Check.of("tests", "x"))
                                .now(
                                        new Run(
                                                new Exit.Exited(2),
                                                "",
                                                tests("adds", "subtracts", "divides").reports())),
                        "exit code 2, though no test failed",
                        some().now(
                                        new Run(
                                                ZERO,
                                                "[ERROR] noise",
                                                tests("adds", "subtracts", "divides").reports()))),
                refused(
                        "tests that never end",
                        some().now(
                                        new Run(
                                                new Exit.TimedOut(Duration.ofMinutes(30)),
                                                "",
                                                Map.of())),
                        "stopped after 30m, its timeout",
                        some().now(
                                        new Run(
                                                ZERO,
                                                "took 29m",
                                                tests("adds", "subtracts", "divides").reports()))),
                reviewed(
                        "a base that cannot be compared",
                        some().before(
                                        new Run(
                                                new Exit.TimedOut(Duration.ofMinutes(30)),
                                                "",
                                                Map.of())),
                        "could not be compared",
                        some()));
    }

    static List<Twins> commands() {
        return List.of(
                refused(
                        "a command that fails",
                        some().now(
                                        new Run(
                                                new Exit.Exited(1),
                                                "\u001b[31m[ERROR]\u001b[0m src/A.java:[3,5] cannot find symbol\n",
                                                Map.of()))
                                .before(Work.GREEN),
                        "src/A.java:[3,5] cannot find symbol",
                        some().now(Work.GREEN).before(new Run(new Exit.Exited(1), "", Map.of()))),
                refused(
                        "a check that cannot be started",
                        some().now(
                                        new Run(
                                                new Exit.NotStarted("no such program: mvn"),
                                                "",
                                                Map.of())),
                        "could not be started: no such program: mvn",
                        some()),
                refused(
                        "a heavy check outweighs a light one",
                        some().checks(
                                        Check.of("tests", "a"),
                                        Check.of("lint", "b").withStanding(3, false))
                                .run("lint now", new Run(new Exit.Exited(1), "", Map.of())),
                        "`b` ended with exit code 1",
                        some().checks(
                                        Check.of("tests", "a").withStanding(9, true),
                                        Check.of("lint", "b"))
                                .run("lint now", new Run(new Exit.Exited(1), "", Map.of()))));
    }
}
