package ai.avyay.gates;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.Gate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The grades of all checks of a request, from their runs in whatever order.
final class Grades {
    private final List<Gate.CheckRun> runs;
    private final Gate.Request request;
    private final TestPermission permission;
    private final TestPaths tests;
    private final Set<String> paths;

    Grades(
            List<Gate.CheckRun> runs,
            Gate.Request request,
            TestPermission permission,
            Collection<String> basePaths) {
        this.runs = runs;
        this.request = request;
        this.permission = permission;
        this.tests = new TestPaths(basePaths);
        this.paths = new HashSet<>(basePaths);
    }

    List<Grading.Grade> of(List<Check> checks) {
        return checks.stream().map(this::grade).toList();
    }

    private Grading.Grade grade(Check check) {
        var base =
                request.base().equals(request.commit())
                        ? Optional.<Evidence>empty()
                        : evidence(check, request.base());
        return evidence(check, request.commit())
                .map(now ->
                        Grading.grade(
                                check,
                                now,
                                base,
                                test -> permission.permits(test, tests),
                                this::relative))
                .orElseGet(() -> Grading.notRun(check));
    }

    private Optional<Evidence> evidence(Check check, CommitId commit) {
        return runs.stream()
                .filter(run -> run.order().name().equals(check.name()))
                .filter(run -> run.order().commit().equals(commit))
                .min(Comparator.comparing(run -> run.folder().toString()))
                .map(EvidenceReader::read);
    }

    /// The path below the root: a scanner may write where its checkout happened to lie.
    private String relative(String written) {
        var path = written.replaceFirst("^file:/*", "").replaceFirst("^\\./", "");
        for (var below = path; !below.isEmpty(); below = below(below)) {
            if (paths.contains(below)) {
                return below;
            }
        }
        return path;
    }

    private static String below(String path) {
        return path.contains("/") ? path.substring(path.indexOf('/') + 1) : "";
    }
}
