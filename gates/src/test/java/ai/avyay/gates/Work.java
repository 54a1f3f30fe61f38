package ai.avyay.gates;

import ai.avyay.domain.Acceptance;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Heading;
import ai.avyay.domain.Origin;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Gate;
import ai.avyay.engine.Hub;
import ai.avyay.gates.RepositoryHub.Entry;
import ai.avyay.planning.TaskType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.FileMode;

/// A change to the sample project, the task it is for, and what its checks did: an example for the
/// gate. Each method returns a further example.
record Work(
        Map<String, Entry> files,
        Acceptance acceptance,
        List<Check> checks,
        Map<String, Run> runs) {
    static final Exit ZERO = new Exit.Exited(0);
    static final Run GREEN = new Run(ZERO, "", Map.of());

    /// Where the tests of the sample project are reported.
    static final String TEST_XML = "target/surefire-reports/TEST-acme.CalcTest.xml";

    /// What a check did.
    record Run(Exit exit, String log, Map<String, String> reports) {}

    /// A change of nothing, with one required check whose three tests pass before and after it.
    static Work none() {
        var checks = List.of(Check.of("tests", "mvn -q verify").withStanding(3, true));
        var green = tests("adds", "subtracts", "divides");
        return new Work(
                Project.files(),
                Acceptance.none(),
                checks,
                Map.of("tests before", green, "tests now", green));
    }

    /// The smallest honest change.
    static Work some() {
        return none().write(Project.CALC, "package acme;\n\nclass Calc {\n    // better\n}\n");
    }

    /// A run in which these tests of `acme.CalcTest` pass. `!` before a name: fails, `?`: is
    /// skipped.
    static Run tests(String... names) {
        return report(xml(names));
    }

    /// A run that ended well and wrote this report.
    static Run report(String text) {
        return new Run(ZERO, "", Map.of(TEST_XML, text));
    }

    static String xml(String... names) {
        var cases = new StringBuilder("<testsuite name=\"acme.CalcTest\">");
        for (var name : names) {
            var plain = name.replaceAll("^[!?]", "");
            cases.append("<testcase classname=\"acme.CalcTest\" name=\"")
                    .append(plain)
                    .append("\">");
            if (name.startsWith("!")) {
                cases.append("<failure message=\"expected 3 but was 4\">at acme.CalcTest.")
                        .append(plain)
                        .append("(CalcTest.java:12)</failure>");
            } else if (name.startsWith("?")) {
                cases.append("<skipped/>");
            }
            cases.append("</testcase>");
        }
        return cases.append("</testsuite>").toString();
    }

    Work write(String path, String text) {
        return with(path, Entry.file(text.getBytes(StandardCharsets.UTF_8)));
    }

    Work bytes(String path, byte... bytes) {
        return with(path, Entry.file(bytes));
    }

    Work link(String path, String target) {
        return with(path, Entry.of(FileMode.SYMLINK, target.getBytes(StandardCharsets.UTF_8)));
    }

    Work submodule(String path) {
        return with(path, new Entry(FileMode.GITLINK, ""));
    }

    private Work with(String path, Entry entry) {
        return edited(files -> files.put(path, entry));
    }

    Work delete(String path) {
        return edited(files -> files.remove(path));
    }

    Work move(String from, String to) {
        return edited(files -> files.put(to, files.remove(from)));
    }

    /// Replaces a text that must be there.
    Work edit(String path, String old, String fresh) {
        var text = new String(text(path).bytes(), StandardCharsets.UTF_8);
        if (!text.contains(old)) {
            throw new IllegalArgumentException(path + " does not have: " + old);
        }
        return write(path, text.replace(old, fresh));
    }

    private Entry text(String path) {
        return Optional.ofNullable(files.get(path)).orElseThrow();
    }

    private Work edited(Consumer<Map<String, Entry>> edit) {
        var changed = new LinkedHashMap<>(files);
        edit.accept(changed);
        return new Work(changed, acceptance, checks, runs);
    }

    Work asking(UnaryOperator<Acceptance> change) {
        return new Work(files, change.apply(acceptance), checks, runs);
    }

    Work deliverables(String... paths) {
        return asking(acceptance -> acceptance.withDeliverables(List.of(paths)));
    }

    Work allowed(String... paths) {
        return asking(a ->
                a.withScope(
                        new Acceptance.Scope(List.of(paths), a.scope().mayChangeTests(), false)));
    }

    Work mayChangeTests(String... patterns) {
        return asking(a ->
                a.withScope(
                        new Acceptance.Scope(a.scope().allowedPaths(), List.of(patterns), false)));
    }

    Work checks(Check... changed) {
        return new Work(files, acceptance, List.of(changed), runs);
    }

    /// Nothing is checked.
    Work without() {
        return new Work(files, acceptance, List.of(), runs);
    }

    Work now(Run run) {
        return run("tests now", run);
    }

    Work before(Run run) {
        return run("tests before", run);
    }

    Work run(String name, Run run) {
        var changed = new LinkedHashMap<>(runs);
        changed.put(name, run);
        return new Work(files, acceptance, checks, changed);
    }

    Task task() {
        var definition =
                Definition.titled("a task")
                        .withHeading(Heading.titled("a task").withType("implementation"))
                        .withAcceptance(acceptance);
        return Task.added(new TaskId("a-task"), definition, new Origin("manual", Optional.empty()));
    }

    QualityReport judged(RepositoryHub hub, Path folder) throws IOException {
        return judged(hub, folder, GatePolicy.DEFAULT);
    }

    /// @param folder an empty one, for what the runs leave behind
    QualityReport judged(RepositoryHub hub, Path folder, GatePolicy policy) throws IOException {
        var base = hub.commit(Project.files());
        var commit = hub.commit(files);
        var task = task();
        var request = new Gate.Request(task, new AttemptRef(task.id(), 1), base, commit);
        var gate = gate(hub, policy);
        return gate.judge(request, carriedOut(gate.orders(request), base, folder));
    }

    QualityGate gate(Hub hub, GatePolicy policy) {
        var named = new LinkedHashMap<String, Check>();
        checks.forEach(check -> named.put(check.name(), check));
        return new QualityGate(hub, named, _ -> TaskType.DEFAULT, policy, _ -> List.of());
    }

    private List<Gate.CheckRun> carriedOut(List<Gate.CheckOrder> orders, CommitId base, Path folder)
            throws IOException {
        var done = new ArrayList<Gate.CheckRun>();
        for (var order : orders) {
            var name = order.name() + (order.commit().equals(base) ? " before" : " now");
            var run = runs.getOrDefault(name, GREEN);
            var kept = folder.resolve(name);
            Files.createDirectories(kept.resolve("reports"));
            Files.writeString(kept.resolve("log"), run.log());
            for (var report : run.reports().entrySet()) {
                var file = kept.resolve("reports").resolve(report.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, report.getValue());
            }
            done.add(new Gate.CheckRun(order, run.exit(), kept));
        }
        return done;
    }
}
