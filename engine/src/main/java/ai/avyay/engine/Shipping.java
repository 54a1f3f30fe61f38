package ai.avyay.engine;

import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.planning.Command;
import ai.avyay.planning.Signal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Brings accepted work onto the shipping branch: a candidate, its checks, and the move of the
/// branch.
final class Shipping {
    private final Ports ports;
    private final Judging judging;
    private final AtomicReference<Optional<String>> told = new AtomicReference<>(Optional.empty());

    Shipping(Ports ports, Judging judging) {
        this.ports = ports;
        this.judging = judging;
    }

    /// A candidate whose very tree was checked, or why there is none.
    Signal prepare(Task task) throws InterruptedException {
        var number = task.attempts().getLast().number();
        var shipped = ports.integration().shipped(task.id(), number, Judging.delivery(task).at());
        if (shipped.isPresent()) {
            mirror();
            return new Signal.Shipped(task.id(), task.generation(), shipped);
        }
        takeInUserCommits(task);
        return switch (ports.integration().prepare(task)) {
            case Integration.Prepared.Nothing _ ->
                    new Signal.Shipped(task.id(), task.generation(), Optional.empty());
            case Integration.Prepared.Conflict(var paths) ->
                    new Signal.IntegrationRefused(
                            task.id(),
                            task.generation(),
                            "conflicts with what came onto the branch meanwhile, in "
                                    + String.join(", ", paths),
                            Optional.empty());
            case Integration.Prepared.Candidate(var intent, _) -> checked(task, intent);
        };
    }

    private Signal checked(Task task, Stage.Intent intent) throws InterruptedException {
        var report = judging.judge(task, intent.onto(), intent.candidate());
        return report.accepted()
                ? new Signal.CandidateReady(task.id(), task.generation(), intent)
                : new Signal.IntegrationRefused(
                        task.id(),
                        task.generation(),
                        "together with what came onto the branch meanwhile, its checks fail",
                        Optional.of(report));
    }

    /// Commits that the user made are merged in before the task's work, once their merge has passed
    /// the checks.
    private void takeInUserCommits(Task task) throws InterruptedException {
        var seen = ports.integration().synchronize();
        seen.notices().forEach(this::warn);
        if (seen.merge().isEmpty()) {
            return;
        }
        var intent = seen.merge().get().intent();
        var report = judging.judge(task, intent.onto(), intent.candidate());
        if (report.checks().stream().allMatch(check -> check.passed() || !check.required())) {
            ports.integration().ship(intent);
        } else {
            warn(
                    "your commits are not merged into avyay/main: together with it the required checks fail; "
                            + "merge avyay/main into your branch and mend it");
        }
    }

    Signal ship(Command.Ship command) {
        var task = command.task();
        if (!ports.integration().ship(command.intent())) {
            return new Signal.BranchMoved(task.id(), task.generation());
        }
        mirror();
        return new Signal.Shipped(
                task.id(), task.generation(), Optional.of(command.intent().candidate()));
    }

    /// What keeps the user's branch where it is is said once, not after every task.
    private void mirror() {
        var kept = ports.integration().mirror();
        if (!kept.equals(told.getAndSet(kept))) {
            kept.ifPresent(this::warn);
        }
    }

    private void warn(String text) {
        ports.notifier().tell(new Notifier.Notice(Notifier.Notice.Level.WARNING, text));
    }
}
