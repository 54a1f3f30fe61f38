package ai.avyay.queue;

import ai.avyay.documents.Documents;
import ai.avyay.domain.Acceptance;
import ai.avyay.domain.Assignment;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Heading;
import ai.avyay.domain.Limits;
import ai.avyay.domain.Needs;
import ai.avyay.domain.Review;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// The fields of a task that people own, as they stand in files.
final class DefinitionText {
    private static final Map<String, Review> REVIEWS = Words.of(Review.values(), Review::word);

    private DefinitionText() {}

    /// What the task is called and how it is sorted; `status` stands between type and priority.
    static Fields heading(Heading heading, Optional<String> status) {
        return new Fields()
                .text("title", heading.title())
                .text("type", heading.type())
                .text("status", status)
                .whole("priority", heading.priority())
                .text("group", heading.group());
    }

    /// Everything else that people own.
    static Fields work(Definition definition) {
        var assignment = definition.assignment();
        var needs = definition.needs();
        return new Fields()
                .text("agent", assignment.agent())
                .text("model", assignment.model())
                .textUnlessEmpty("instructions", assignment.instructions())
                .texts("reference_files", assignment.referenceFiles())
                .text("notes", definition.heading().notes())
                .mapping("depends_on", DependencyText.write(needs.dependencies()))
                .texts("exclusive_resources", needs.resources())
                .texts("required_capabilities", needs.capabilities())
                .all(acceptance(definition.acceptance()))
                .all(limits(definition.limits()))
                .all(scope(definition.acceptance().scope()));
    }

    private static Fields acceptance(Acceptance acceptance) {
        var fields = new Fields().texts("expected_deliverables", acceptance.deliverables());
        acceptance.checks().ifPresent(checks -> fields.value("checks", Fields.texts(checks)));
        return fields.whole("min_quality_threshold", acceptance.threshold())
                .text("review", acceptance.review().map(Review::word));
    }

    private static Fields limits(Limits limits) {
        return new Fields()
                .duration("estimated_duration", limits.estimate())
                .duration("timeout", limits.timeout())
                .whole("max_attempts", limits.maxAttempts());
    }

    private static Fields scope(Acceptance.Scope scope) {
        return new Fields()
                .texts("allowed_paths", scope.allowedPaths())
                .texts("may_change_tests", scope.mayChangeTests())
                .truthIfTrue("keep_commits", scope.keepCommits());
    }

    /// Fields that nobody here knows, in the order of their names.
    static Fields unknown(SortedMap<String, String> unknown) {
        var fields = new Fields();
        unknown.forEach((name, json) -> fields.value(name, Documents.json(name, json)));
        return fields;
    }

    static Fields write(Definition definition) {
        return heading(definition.heading(), Optional.empty())
                .all(work(definition))
                .all(unknown(definition.unknown()));
    }

    /// Reads what people own; what nobody asks `form` for before or here is kept as unknown.
    static Definition read(Form form) {
        return new Definition(
                headingFrom(form),
                assignmentFrom(form),
                needsFrom(form),
                acceptanceFrom(form),
                limitsFrom(form),
                form.rest());
    }

    private static Heading headingFrom(Form form) {
        var priority = form.whole("priority").orElse(Heading.DEFAULT_PRIORITY);
        var title = form.text("title").orElse("");
        var type = form.text("type").filter(text -> isWhole(form, text)).orElse("");
        var group = form.text("group");
        var notes = form.text("notes");
        return form.checked("priority", () -> new Heading(title, type, priority, group, notes));
    }

    /// Refuses half a surrogate pair, for which a type, being a name in `engine.json`, has no
    /// place.
    private static boolean isWhole(Form form, String type) {
        if (type.codePoints()
                .anyMatch(letter -> Character.getType(letter) == Character.SURROGATE)) {
            throw form.complaint(form.at("type"), "type: half a character, write it anew");
        }
        return true;
    }

    private static Assignment assignmentFrom(Form form) {
        return new Assignment(
                form.text("agent"),
                form.text("model"),
                form.text("instructions").orElse(""),
                form.texts("reference_files"));
    }

    private static Needs needsFrom(Form form) {
        return new Needs(
                DependencyText.read(form),
                form.texts("exclusive_resources"),
                form.texts("required_capabilities"));
    }

    private static Acceptance acceptanceFrom(Form form) {
        var several = form.texts("expected_deliverables");
        var one = form.texts("deliverable");
        if (!several.isEmpty() && !one.isEmpty()) {
            throw form.complaint(
                    form.at("deliverable"),
                    "'deliverable' is 'expected_deliverables' again, remove one");
        }
        var scope =
                new Acceptance.Scope(
                        form.texts("allowed_paths"),
                        form.texts("may_change_tests"),
                        form.truth("keep_commits"));
        var deliverables = one.isEmpty() ? several : one;
        var checks = form.optionalTexts("checks");
        var threshold = form.whole("min_quality_threshold");
        var review = form.word("review", REVIEWS);
        return form.checked(
                "min_quality_threshold",
                () -> new Acceptance(deliverables, checks, threshold, scope, review));
    }

    private static Limits limitsFrom(Form form) {
        var estimate = form.duration("estimated_duration");
        var timeout = form.duration("timeout");
        var attempts = form.whole("max_attempts");
        return form.checked("max_attempts", () -> new Limits(estimate, timeout, attempts));
    }
}
