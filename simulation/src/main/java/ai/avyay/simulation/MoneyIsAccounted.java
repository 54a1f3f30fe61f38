package ai.avyay.simulation;

import ai.avyay.domain.Ending;
import ai.avyay.domain.Event;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is recorded as used by an attempt that ended by its agent's own report is what that agent
/// used; of one that ended without a report nothing is made up.
final class MoneyIsAccounted implements Law {
    private final Map<TaskId, Work> newest = new HashMap<>();
    private final Map<Work, Usage> delivered = new HashMap<>();
    private final Map<Work, Usage> takenOver = new HashMap<>();

    @Override
    public String sentence() {
        return "all that the agents used is accounted";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        for (var fact : sight.facts()) {
            switch (fact) {
                case Event.Dispatched(_, var task, _, var lease, _) ->
                        newest.put(task, new Work(task, lease.generation()));
                case Event.WorkTakenOver(_, var task, _, var lease, _, var delivery) -> {
                    var work = new Work(task, lease.generation());
                    newest.put(task, work);
                    takenOver.put(work, delivery.usage());
                    delivered.put(work, delivery.usage());
                }
                case Event.WorkDelivered(_, var task, var delivery) ->
                        work(task).ifPresent(work -> delivered.put(work, delivery.usage()));
                case Event.AttemptEnded(_, var task, var ending, _, _) -> {
                    var wrong = work(task).flatMap(work -> wrong(work, ending, sight.truth()));
                    if (wrong.isPresent()) {
                        return wrong;
                    }
                }
                case Event _ -> {}
            }
        }
        return Optional.empty();
    }

    private Optional<Work> work(TaskId task) {
        return Optional.ofNullable(newest.get(task));
    }

    private Optional<String> wrong(Work work, Ending ending, Truth truth) {
        var report = truth.report(work);
        var reported =
                delivered.containsKey(work)
                        || report.filter(said -> said.reason().equals(ending.reason())).isPresent();
        var used = report.map(Truth.Report::usage).orElse(takenOver.getOrDefault(work, Usage.NONE));
        var right = ending.usage().equals(reported ? used : Usage.NONE);
        return right
                ? Optional.empty()
                : Optional.of(
                        "%s used %s, and %s is recorded".formatted(work, used, ending.usage()));
    }
}
