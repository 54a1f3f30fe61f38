package ai.avyay.queue;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.ReviewRecord;
import java.util.Map;
import java.util.Optional;

/// A human's look at an attempt as it stands in files.
final class ReviewText {
    private static final Map<String, Boolean> DECISIONS =
            Map.of("approved", true, "rejected", false);

    private ReviewText() {}

    static Fields write(ReviewRecord review) {
        var fields =
                new Fields()
                        .text("commit", review.commit().value())
                        .instant("requested_at", review.requestedAt())
                        .instant("opened_at", review.openedAt());
        review.decision().ifPresent(decision -> fields.all(write(decision)));
        return fields;
    }

    static Fields write(ReviewRecord.Decision decision) {
        return new Fields()
                .text("decision", decision.approved() ? "approved" : "rejected")
                .instant("decided_at", decision.at())
                .text("by", decision.by())
                .textUnlessEmpty("feedback", decision.feedback());
    }

    static ReviewRecord read(Form form) {
        var commit = form.needParsed("commit", CommitId::new);
        var requested = form.needInstant("requested_at");
        var opened = form.instant("opened_at");
        var decision =
                form.has("decision")
                        ? Optional.of(decision(form))
                        : Optional.<ReviewRecord.Decision>empty();
        form.end();
        return new ReviewRecord(commit, requested, opened, decision);
    }

    static ReviewRecord.Decision decision(Form form) {
        return new ReviewRecord.Decision(
                form.needInstant("decided_at"),
                form.needWord("decision", DECISIONS),
                form.text("by").orElse(""),
                form.text("feedback").orElse(""));
    }
}
