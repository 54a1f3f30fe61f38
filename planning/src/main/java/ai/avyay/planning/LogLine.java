package ai.avyay.planning;

import ai.avyay.domain.Event;
import ai.avyay.domain.Parking;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/// Words facts for the log that people read.
final class LogLine {
    private static final int MANY = 3;

    private LogLine() {}

    static String of(List<Event> events, State before) {
        var added = events.stream().filter(Event.TaskAdded.class::isInstance).count();
        if (added > MANY) {
            return "%d tasks added".formatted(added);
        }
        var attemptEnded = events.stream().anyMatch(Event.AttemptEnded.class::isInstance);
        var taskEnded = events.stream().anyMatch(Event.TaskEnded.class::isInstance);
        return events.stream()
                .filter(event -> !(attemptEnded && event instanceof Event.BreakerClosed))
                .filter(event -> !isAside(event))
                .filter(event -> !(taskEnded && event instanceof Event.TaskReopened))
                .map(event -> of(event, before))
                .distinct()
                .limit(MANY)
                .collect(Collectors.joining("; "));
    }

    /// What is only told as part of something else.
    private static boolean isAside(Event event) {
        return event instanceof Event.NodeBegan || event instanceof Event.NodeLostWork;
    }

    private static String of(Event event, State before) {
        return switch (event) {
            case Event.OfTask ofTask -> ofTask.task() + ": " + words(ofTask, before);
            case Event.Paused paused -> "paused: " + firstLine(paused.reason());
            case Event.Resumed _ -> "resumed";
            case Event.BreakerOpened opened ->
                    "breaker of %s opened until %s: %s"
                            .formatted(opened.key(), opened.until(), firstLine(opened.reason()));
            case Event.BreakerClosed closed -> "breaker of " + closed.key() + " closed";
            case Event.OfNode ofNode -> "node " + ofNode.node() + " " + words(ofNode);
            case Event.Rewound rewound -> "rewound to " + rewound.revision();
        };
    }

    private static String words(Event.OfNode event) {
        return switch (event) {
            case Event.NodeWentAway away -> "cannot be reached: " + firstLine(away.reason());
            case Event.NodeCameBack _ -> "is back";
            case Event.NodeDrained drained ->
                    "drained"
                            + (drained.reason().isEmpty()
                                    ? ""
                                    : ": " + firstLine(drained.reason()));
            case Event.NodeUndrained _ -> "takes work again";
            case Event.NodeLostWork _ -> "lost an attempt";
            case Event.NodeBegan began -> "began after %d ms".formatted(began.delay().toMillis());
        };
    }

    private static String words(Event.OfTask event, State before) {
        return switch (event) {
            case Event.TaskAdded _ -> "added";
            case Event.TaskEdited _ -> "edited by hand";
            case Event.BecameEligible _ -> "eligible";
            case Event.LostEligibility _ -> "no longer eligible";
            case Event.Dispatched dispatched ->
                    "dispatched to %s (attempt %d)"
                            .formatted(dispatched.lease().node(), dispatched.number());
            case Event.LeaseRenewed _ -> "lease renewed";
            case Event.WorkTakenOver taken ->
                    "took over the late work of %s as attempt %d"
                            .formatted(taken.run().node(), taken.number());
            case Event.WorkDelivered delivered ->
                    "delivered " + delivered.delivery().commit().abbreviated();
            case Event.WorkJudged judged -> scored(judged.report());
            case Event.ReviewRequested _ -> "waits for review";
            case Event.ReviewOpened _ -> "review opened";
            case Event.ReviewDecided decided -> decision(decided.decision());
            case Event.IntegrationStarted _ -> "to be integrated";
            case Event.ShippingIntended intended ->
                    "about to ship " + intended.intent().candidate().abbreviated();
            case Event.AttemptEnded ended -> ending(ended, before);
            case Event.TaskEnded ended -> ended.status().word() + ending(ended);
            case Event.TaskReopened _ -> "brought back";
            case Event.ParkingChanged parked -> parking(parked.parking());
            case Event.SignalIgnored ignored -> "ignored a late signal: " + ignored.signal();
        };
    }

    private static String scored(QualityReport report) {
        return "scored %d (needs %d)".formatted(report.score(), report.threshold());
    }

    private static String decision(ReviewRecord.Decision decision) {
        return (decision.approved() ? "approved by " : "rejected by ") + decision.by();
    }

    private static String ending(Event.AttemptEnded ended, State before) {
        return "%s%s: %s%s"
                .formatted(
                        ended.ending().outcome().word(),
                        number(before, ended.task()),
                        firstLine(ended.ending().reason()),
                        ended.parking() instanceof Parking.Until(var until, _)
                                ? "; goes on at " + until.truncatedTo(ChronoUnit.SECONDS)
                                : "");
    }

    private static String parking(Parking parking) {
        return switch (parking) {
            case Parking.None _ -> "is to be tried again";
            case Parking.Until(var until, _) -> "parked until " + until;
            case Parking.ForPerson(var reason) -> "waits for a person: " + firstLine(reason);
        };
    }

    private static String number(State before, TaskId id) {
        return before.task(id)
                .flatMap(Task::openAttempt)
                .map(attempt -> " (attempt " + attempt.number() + ")")
                .orElse("");
    }

    private static String ending(Event.TaskEnded ended) {
        return ended.integrated()
                .map(commit -> " as " + commit.abbreviated())
                .orElseGet(() -> ended.reason().isEmpty() ? "" : ": " + firstLine(ended.reason()));
    }

    private static String firstLine(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.length() <= 120 ? line : line.substring(0, 117) + "...";
    }
}
