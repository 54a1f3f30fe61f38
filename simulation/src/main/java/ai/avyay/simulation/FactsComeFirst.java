package ai.avyay.simulation;

import ai.avyay.domain.Event;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Command;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A command is begun only once the fact that it follows from is durable.
final class FactsComeFirst implements Law {
    private final Map<Cause, Long> numbers = new HashMap<>();

    /// What must have happened before a command.
    private sealed interface Cause {
        record Dispatched(Work work) implements Cause {}

        record Delivered(TaskId task) implements Cause {}

        record Accepted(TaskId task) implements Cause {}

        record Intended(TaskId task, Stage.Intent intent) implements Cause {}
    }

    @Override
    public String sentence() {
        return "no effect begins before its fact is durable";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        var number = sight.firstFact();
        for (var fact : sight.facts()) {
            var at = number++;
            cause(fact).ifPresent(cause -> numbers.putIfAbsent(cause, at));
        }
        return sight.begun().stream()
                .filter(begun -> !isAside(begun, sight.durable()))
                .filter(this::isEarly)
                .findFirst()
                .map(begun -> "begun too early: " + begun.command());
    }

    /// Late work is judged aside; nothing is recorded of it unless it is taken over.
    private static boolean isAside(Sight.Begun begun, State durable) {
        return begun.command() instanceof Command.Judge(var late)
                && durable.task(late.id())
                        .filter(task ->
                                task.generation() == late.generation()
                                        && !(task.stage() instanceof Stage.Waiting))
                        .isEmpty();
    }

    private boolean isEarly(Sight.Begun begun) {
        return cause(begun.command())
                .map(cause -> numbers.getOrDefault(cause, Long.MAX_VALUE))
                .filter(number -> number > begun.durableFacts())
                .isPresent();
    }

    private static Optional<Cause> cause(Event fact) {
        return switch (fact) {
            case Event.Dispatched(_, var task, _, var lease, _) ->
                    Optional.of(new Cause.Dispatched(new Work(task, lease.generation())));
            case Event.WorkDelivered(_, var task, _) -> Optional.of(new Cause.Delivered(task));
            case Event.IntegrationStarted(_, var task) -> Optional.of(new Cause.Accepted(task));
            case Event.ShippingIntended(_, var task, var intent) ->
                    Optional.of(new Cause.Intended(task, intent));
            case Event _ -> Optional.empty();
        };
    }

    private static Optional<Cause> cause(Command command) {
        return switch (command) {
            case Command.RunAttempt run -> Optional.of(new Cause.Dispatched(Work.of(run.task())));
            case Command.Judge(var task) -> Optional.of(new Cause.Delivered(task.id()));
            case Command.Integrate(var task) -> Optional.of(new Cause.Accepted(task.id()));
            case Command.Ship(var task, var intent) ->
                    Optional.of(new Cause.Intended(task.id(), intent));
            case Command.StopAttempt _, Command.LookAtBranch _, Command.Tell _ -> Optional.empty();
        };
    }
}
