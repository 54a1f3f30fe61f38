package ai.avyay.gates;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Task;
import ai.avyay.engine.Execution.Layer;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Gate;
import ai.avyay.engine.Hub;
import ai.avyay.planning.TaskType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The gate: says which checks must run on a commit, and makes the quality report of what came of
/// them and of the change itself. It reads the hub and the folders of the runs; it runs nothing.
public final class QualityGate implements Gate {
    /// Where test runners of the usual build tools leave their results. What matches is deleted
    /// before a run, so each is a place where nobody keeps sources.
    static final List<String> USUAL_REPORTS =
            List.of(
                    "**/target/{surefire,failsafe}-reports/TEST-*.xml",
                    "**/build/test-results/**/*.xml",
                    "{junit,test-results,test-report}.xml",
                    "{test-results,test-reports}/**/*.xml");

    private static final long LARGEST_DELIVERABLE = 1 << 20;

    private final Hub hub;
    private final Map<String, Check> checks;
    private final Function<String, TaskType> types;
    private final GatePolicy policy;
    private final Function<String, List<Layer>> caches;

    /// @param checks all that are configured, by name
    /// @param types what the configuration says of a type of task, by its name
    /// @param caches the folders of a cache as it is filled at the moment, by its name; other
    ///   contents must lie in another folder, or a check is not run anew
    public QualityGate(
            Hub hub,
            Map<String, Check> checks,
            Function<String, TaskType> types,
            GatePolicy policy,
            Function<String, List<Layer>> caches) {
        this.hub = hub;
        this.checks = new TreeMap<>(checks);
        this.types = types;
        this.policy = policy;
        this.caches = caches;
    }

    @Override
    public List<CheckOrder> orders(Request request) {
        var orders = new ArrayList<CheckOrder>();
        var same = request.commit().equals(request.base());
        for (var check : applying(request)) {
            orders.add(order(check, request.commit()));
            if (check.compares() && !same && !unchanged(request)) {
                orders.add(order(check, request.base()));
            }
        }
        return List.copyOf(orders);
    }

    private boolean unchanged(Request request) {
        return hub.tree(request.commit()).id().equals(hub.tree(request.base()).id());
    }

    private CheckOrder order(Check check, CommitId commit) {
        var conditions = check.conditions();
        var layers =
                conditions.caches().stream().flatMap(name -> caches.apply(name).stream()).toList();
        return new CheckOrder(
                check.name(),
                check.key(layers),
                commit,
                check.run(),
                new Surroundings(conditions.network(), List.of(), List.of(), layers),
                conditions.capabilities(),
                check.reports().orElse(USUAL_REPORTS),
                conditions.timeout());
    }

    /// The task's own checks, else its type's, else all.
    private Set<String> named(Task task) {
        var own = task.definition().acceptance().checks();
        var named = own.or(() -> type(task).checks());
        return new LinkedHashSet<>(named.orElse(List.copyOf(checks.keySet())));
    }

    /// What is named, and for every change what is required: no task can leave that out.
    private List<Check> applying(Request request) {
        var names = named(request.task());
        if (!unchanged(request)) {
            checks.values().stream()
                    .filter(check -> check.standing().required())
                    .forEach(check -> names.add(check.name()));
        }
        return names.stream()
                .map(name -> Optional.ofNullable(checks.get(name)))
                .flatMap(Optional::stream)
                .toList();
    }

    private TaskType type(Task task) {
        return types.apply(task.definition().heading().type());
    }

    @Override
    public QualityReport judge(Request request, List<CheckRun> runs) {
        var task = request.task();
        var acceptance = task.definition().acceptance();
        var deliverables = new Deliverables(acceptance.deliverables());
        var now = hub.tree(request.commit());
        var base = hub.tree(request.base());
        var files = shipping(request, deliverables);
        var permission = TestPermission.of(acceptance.scope().mayChangeTests());
        var grades = new Grades(runs, request, permission, base.paths()).of(applying(request));
        var guard =
                new ChangeGuard(
                        policy, Globs.of(acceptance.scope().allowedPaths()), deliverables::cover);
        var unshown = deliverables.objections(now.paths(), path -> filled(now, path));
        var sane = files.stream().filter(ChangeGuard::hasSanePath).toList();
        var reviews = new ReviewGuard(policy, checks, base.paths()).reasons(sane);
        var notes =
                Notes.objecting(unknown(task))
                        .and(Notes.objecting(unshown))
                        .and(Notes.objecting(nothing(files, deliverables, grades)))
                        .and(Notes.objecting(guard.objections(files)))
                        .and(TestGuard.look(sane, permission))
                        .and(new Notes(List.of(), reviews));
        var threshold = acceptance.threshold().orElseGet(() -> type(task).threshold());
        return Verdict.report(threshold, grades, notes);
    }

    /// The changed files, without those that were put in from other tasks and do not ship.
    private List<ChangedFile> shipping(Request request, Deliverables own) {
        var borrowed = borrowed(request);
        return ChangeReader.read(hub, request.base(), request.commit()).stream()
                .filter(file -> !borrowed.contains(file.path()) || own.cover(file.path()))
                .toList();
    }

    private static Set<String> borrowed(Request request) {
        return request.task()
                .openAttempt()
                .filter(attempt -> attempt.number() == request.attempt().number())
                .flatMap(Attempt::delivery)
                .map(Delivery::borrowed)
                .map(Set::copyOf)
                .orElse(Set.of());
    }

    private List<String> unknown(Task task) {
        return named(task).stream()
                .filter(name -> !checks.containsKey(name))
                .map(name ->
                        "no check is called '%s'; there are: %s"
                                .formatted(name, String.join(", ", checks.keySet())))
                .toList();
    }

    /// Work that changes nothing must show by its deliverables and checks that nothing is missing.
    private static List<String> nothing(
            List<ChangedFile> files, Deliverables deliverables, List<Grading.Grade> grades) {
        if (!files.isEmpty()) {
            return List.of();
        }
        if (deliverables.isEmpty() && grades.isEmpty()) {
            return List.of(
                    "changed nothing, and no deliverable or check shows that nothing was to do");
        }
        return grades.stream().allMatch(grade -> grade.result().passed())
                ? List.of()
                : List.of("changed nothing, and not every check passes");
    }

    private static boolean filled(Hub.Tree tree, String path) {
        var read = tree.read(path, LARGEST_DELIVERABLE);
        if (read.isEmpty()) {
            return true;
        }
        for (var each : read.get()) {
            if (!Character.isWhitespace(each) && each != 0) {
                return true;
            }
        }
        return false;
    }
}
