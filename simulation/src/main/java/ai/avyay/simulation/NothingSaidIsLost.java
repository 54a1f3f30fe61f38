package ai.avyay.simulation;

import ai.avyay.domain.Event;
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
                .filter(NothingSaidIsLost::isRecorded)
                .filter(signal -> sight.facts().stream().noneMatch(fact -> answers(signal, fact)))
                .findFirst()
                .map(signal -> "not recorded: " + signal);
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
