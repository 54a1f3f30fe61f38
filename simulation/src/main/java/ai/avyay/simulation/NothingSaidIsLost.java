package ai.avyay.simulation;

import ai.avyay.domain.Event;
import ai.avyay.planning.Command;
import ai.avyay.planning.Signal;
import java.util.Optional;

/// What an attempt's end or its judgement was said to be is in the record once it was decided upon,
/// be it only as something that came too late.
final class NothingSaidIsLost implements Law {
    @Override
    public String sentence() {
        return "nothing that a node said is lost";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        return sight.taken().stream()
                .filter(Signal.OfAttempt.class::isInstance)
                .map(Signal.OfAttempt.class::cast)
                .filter(NothingSaidIsLost::isRecorded)
                .filter(signal -> sight.facts().stream().noneMatch(fact -> answers(signal, fact)))
                .filter(signal ->
                        sight.begun().stream().noneMatch(begun -> isJudged(signal, begun)))
                .findFirst()
                .map(signal -> "not recorded: " + signal);
    }

    /// Late work is judged aside before anything is recorded of it.
    private static boolean isJudged(Signal.OfAttempt signal, Sight.Begun begun) {
        return begun.command() instanceof Command.Judge(var task)
                && task.id().equals(signal.task())
                && task.generation() == signal.generation();
    }

    private static boolean isRecorded(Signal.OfAttempt signal) {
        return switch (signal) {
            case Signal.WorkCollected _,
                    Signal.AttemptStopped _,
                    Signal.Judged _,
                    Signal.Shipped _,
                    Signal.IntegrationRefused _ ->
                    true;
            case Signal.Heard _, Signal.Began _, Signal.CandidateReady _, Signal.BranchMoved _ ->
                    false;
        };
    }

    private static boolean answers(Signal.OfAttempt signal, Event fact) {
        return fact instanceof Event.OfTask ofTask
                && ofTask.task().equals(signal.task())
                && (fact instanceof Event.SignalIgnored
                        || fact instanceof Event.WorkDelivered
                        || fact instanceof Event.WorkJudged
                        || fact instanceof Event.AttemptEnded
                        || fact instanceof Event.TaskEnded);
    }
}
