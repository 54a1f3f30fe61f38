package ai.avyay.engine;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Task;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.function.Supplier;

/// Has a commit judged: the checks run by the engine, the judgement made by the gate.
final class Judging {
    private final Ports ports;
    private final CheckRunner checks;
    private final StateFolder folder;

    Judging(Ports ports, StateFolder folder, InstantSource clock, Supplier<Policy> policy) {
        this.ports = ports;
        this.folder = folder;
        this.checks = new CheckRunner(ports, folder, clock, policy);
    }

    Signal judge(Task task) throws InterruptedException {
        var delivery = delivery(task);
        var report = judge(task, delivery.base(), delivery.commit());
        return new Signal.Judged(task.id(), task.generation(), report);
    }

    QualityReport judge(Task task, CommitId base, CommitId commit) throws InterruptedException {
        var attempt = AttemptRef.newest(task);
        var request = new Gate.Request(task, attempt, base, commit);
        var runs = new ArrayList<Gate.CheckRun>();
        for (var order : ports.gate().orders(request)) {
            runs.add(checks.run(request, order));
        }
        var report = ports.gate().judge(request, runs);
        keep(attempt, report);
        return report;
    }

    private void keep(AttemptRef attempt, QualityReport report) {
        try {
            var place = Files.createDirectories(folder.attempt(attempt));
            Files.writeString(place.resolve("quality-report.txt"), ReportText.of(report));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep the report of " + attempt + ": " + e.getMessage(), e);
        }
    }

    static Delivery delivery(Task task) {
        return task.attempts()
                .getLast()
                .delivery()
                .orElseThrow(() -> new IllegalStateException(task.id() + " has delivered nothing"));
    }
}
