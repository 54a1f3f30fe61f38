package ai.avyay.engine;

import ai.avyay.domain.CheckResult;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Policy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs the checks on the shipping branch as it stands, before anybody works on it.
public final class BaseCheck {
    private static final TaskId BASE = new TaskId("0-base");

    private final Ports ports;
    private final CheckRunner checks;

    public BaseCheck(Ports ports, StateFolder folder, InstantSource clock, Policy policy) {
        this.ports = ports;
        this.checks = new CheckRunner(ports, folder, clock, () -> policy);
    }

    /// The required checks that the branch itself fails; work of agents could not pass them either.
    public List<CheckResult> failing() throws InterruptedException {
        var tip = ports.integration().synchronize().tip();
        var task =
                Task.added(
                        BASE,
                        Definition.titled("the branch as it stands"),
                        new Origin("base", Optional.empty()));
        var request = new Gate.Request(task, new AttemptRef(BASE, 1), tip, tip);
        var runs = new ArrayList<Gate.CheckRun>();
        for (var order : ports.gate().orders(request)) {
            runs.add(checks.run(request, order));
        }
        return ports.gate().judge(request, runs).checks().stream()
                .filter(check -> check.required() && !check.passed())
                .toList();
    }
}
