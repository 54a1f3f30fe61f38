package ai.avyay.queue;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Parking;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Where a task is in its life, as it stands in files.
final class StageText {
    static final Map<String, Status> STATUSES = Words.of(Status.values(), Status::word);

    private StageText() {}

    /// What stands before the attempts.
    static Fields before(Stage stage) {
        return stage instanceof Stage.Waiting waiting
                ? new Fields()
                        .instant("eligible_since", waiting.eligibleSince())
                        .all(write(waiting.parking()))
                : new Fields();
    }

    /// What stands after the attempts.
    static Fields after(Stage stage) {
        return switch (stage) {
            case Stage.Waiting _, Stage.InReview _ -> new Fields();
            case Stage.Running running -> new Fields().mapping("lease", write(running.lease()));
            case Stage.Verifying verifying ->
                    new Fields().mapping("lease", write(verifying.lease()));
            case Stage.Integrating integrating -> {
                var fields = new Fields();
                integrating.intent().ifPresent(intent -> fields.mapping("intent", write(intent)));
                yield fields;
            }
            case Stage.Ended ended ->
                    new Fields()
                            .text("integrated_commit", ended.integrated().map(CommitId::value))
                            .instant("ended_at", ended.at())
                            .textUnlessEmpty("end_reason", ended.reason());
        };
    }

    static Fields write(Parking parking) {
        return switch (parking) {
            case Parking.None _ -> new Fields();
            case Parking.Until until ->
                    new Fields()
                            .instant("parked_until", until.at())
                            .text("parked_reason", until.reason());
            case Parking.ForPerson person -> new Fields().text("parked_reason", person.reason());
        };
    }

    static Fields write(Lease lease) {
        return new Fields()
                .text("node", lease.node())
                .whole("generation", lease.generation())
                .instant("started_at", lease.startedAt())
                .instant("expires_at", lease.expiresAt());
    }

    static Fields write(Stage.Intent intent) {
        return new Fields()
                .text("candidate", intent.candidate().value())
                .text("onto", intent.onto().value());
    }

    static Stage read(Form form) {
        var status = form.word("status", STATUSES).orElse(Status.WAITING);
        return switch (status) {
            case WAITING -> new Stage.Waiting(form.instant("eligible_since"), parking(form));
            case RUNNING -> new Stage.Running(lease(form.needForm("lease")));
            case VERIFYING -> new Stage.Verifying(lease(form.needForm("lease")));
            case IN_REVIEW -> new Stage.InReview();
            case INTEGRATING -> new Stage.Integrating(form.form("intent").map(StageText::intent));
            case DONE, FAILED, ABANDONED ->
                    ended(form, status)
                            .orElseThrow(() ->
                                    form.complaint(
                                            form.at("status"),
                                            "a task that is %s needs 'ended_at', add it or leave 'status' out"
                                                    .formatted(status.word())));
        };
    }

    /// How the task ended; empty if the form does not say when.
    static Optional<Stage.Ended> ended(Form form, Status status) {
        var at = form.has("ended_at") ? form.instant("ended_at") : form.instant("completed_at");
        return at.map(time -> ended(form, status, time));
    }

    static Stage.Ended ended(Form form, Status status, Instant at) {
        return new Stage.Ended(
                status,
                at,
                form.text("end_reason").orElse(""),
                form.parsed("integrated_commit", CommitId::new));
    }

    static Parking parking(Form form) {
        var until = form.instant("parked_until");
        var reason = form.text("parked_reason");
        if (until.isPresent()) {
            return new Parking.Until(until.get(), reason.orElse(""));
        }
        return reason.<Parking>map(Parking.ForPerson::new).orElse(Parking.NONE);
    }

    static Lease lease(Form form) {
        var node = form.needText("node");
        var generation = form.needWhole("generation");
        var started = form.needInstant("started_at");
        var expires = form.needInstant("expires_at");
        form.end();
        return form.checked("generation", () -> new Lease(node, generation, started, expires));
    }

    static Stage.Intent intent(Form form) {
        var intent =
                new Stage.Intent(
                        form.needParsed("candidate", CommitId::new),
                        form.needParsed("onto", CommitId::new));
        form.end();
        return intent;
    }

    /// Whether the file says that the task has ended.
    static Optional<Status> endedStatus(Form form) {
        return form.word("status", STATUSES).filter(Status::ended);
    }
}
