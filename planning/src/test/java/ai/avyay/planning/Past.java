package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Event;
import ai.avyay.domain.Heading;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The history of one task, told by hand in hours since [#START].
record Past(TaskId id, State state) {
    static final Instant START = Instant.parse("2026-05-04T00:00:00Z");

    private static final CommitId COMMIT = new CommitId("a".repeat(40));

    static Instant at(double hours) {
        return START.plus(Duration.ofSeconds(Math.round(hours * 3600)));
    }

    static Past added(String name, double hours) {
        return added(name, hours, Optional.empty());
    }

    static Past inGroup(String group, String name, double hours) {
        return added(name, hours, Optional.of(group));
    }

    private static Past added(String name, double hours, Optional<String> group) {
        var id = new TaskId(name);
        var definition =
                Definition.titled("Do")
                        .withHeading(
                                new Heading(
                                        "Do",
                                        "",
                                        Heading.DEFAULT_PRIORITY,
                                        group,
                                        Optional.empty()));
        var added = new Event.TaskAdded(at(hours), id, definition, Origin.manual(at(hours)));
        return new Past(id, State.EMPTY.apply(added));
    }

    private Past after(Event event) {
        return new Past(id, state.apply(event));
    }

    /// An agent works on it and delivers.
    Past worked(String node, double start, double end) {
        var delivery = new Delivery(at(end), COMMIT, COMMIT, List.of(), List.of(), Usage.NONE);
        return dispatched(node, start).after(new Event.WorkDelivered(at(end), id, delivery));
    }

    /// An agent works on it in vain.
    Past failed(String node, double start, double end) {
        var ending = new Ending(at(end), Outcome.FAILED, "", Usage.NONE);
        return dispatched(node, start)
                .after(new Event.AttemptEnded(at(end), id, ending, Optional.empty(), Parking.NONE));
    }

    private Past dispatched(String node, double start) {
        var generation = state.task(id).orElseThrow().generation() + 1;
        var run = new Attempt.Run(node, "shell", Optional.empty(), "hash", at(start));
        var lease = new Lease(node, generation, at(start), at(start + 1));
        return after(new Event.Dispatched(at(start), id, generation, lease, run));
    }

    /// A person is asked, looks, and says yes.
    Past approved(double asked, double opened, double decided) {
        return after(new Event.ReviewRequested(at(asked), id, COMMIT))
                .after(new Event.ReviewOpened(at(opened), id))
                .after(
                        new Event.ReviewDecided(
                                at(decided),
                                id,
                                new ReviewRecord.Decision(at(decided), true, "me", "")))
                .after(new Event.IntegrationStarted(at(decided), id));
    }

    /// A person is asked, looks, and sends it back.
    Past rejected(double asked, double opened, double decided) {
        var ending = new Ending(at(decided), Outcome.REJECTED, "again", Usage.NONE);
        return after(new Event.ReviewRequested(at(asked), id, COMMIT))
                .after(new Event.ReviewOpened(at(opened), id))
                .after(
                        new Event.ReviewDecided(
                                at(decided),
                                id,
                                new ReviewRecord.Decision(at(decided), false, "me", "again")))
                .after(
                        new Event.AttemptEnded(
                                at(decided), id, ending, Optional.empty(), Parking.NONE));
    }

    Past integrating(double hours) {
        return after(new Event.IntegrationStarted(at(hours), id));
    }

    /// It is on the shipping branch, which is its end.
    Task shipped(double hours) {
        return State.end(
                live(), new Event.TaskEnded(at(hours), id, Status.DONE, "", Optional.of(COMMIT)));
    }

    Task abandoned(double hours) {
        return State.end(
                live(), new Event.TaskEnded(at(hours), id, Status.ABANDONED, "", Optional.empty()));
    }

    Task live() {
        return state.task(id).orElseThrow();
    }
}
