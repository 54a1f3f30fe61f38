package ai.avyay.planning;

import ai.avyay.domain.Acceptance;
import ai.avyay.domain.Assignment;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Heading;
import ai.avyay.domain.Limits;
import ai.avyay.domain.Needs;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Review;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A task as a person would write it, put together in words.
record Sample(TaskId id, Definition definition) {
    static Sample task(String id) {
        return new Sample(new TaskId(id), Definition.titled("Do " + id));
    }

    /// A task of which only the name is known.
    static Sample draft(String id) {
        return new Sample(new TaskId(id), Definition.titled(""));
    }

    Sample priority(int priority) {
        return with(definition.withHeading(definition.heading().withPriority(priority)));
    }

    Sample type(String type) {
        return with(definition.withHeading(definition.heading().withType(type)));
    }

    Sample instructions(String text) {
        return with(definition.withAssignment(definition.assignment().withInstructions(text)));
    }

    Sample agent(String agent) {
        return with(definition.withAssignment(Assignment.none().withAgent(agent)));
    }

    Sample needing(String path, String from) {
        return depending(from, new Dependency.Hard(path, false));
    }

    Sample needingNew(String path, String from) {
        return depending(from, new Dependency.Hard(path, true));
    }

    Sample liking(String other, Duration timeout) {
        return depending(other, new Dependency.Soft(timeout, "go on without"));
    }

    Sample after(String other) {
        return depending(other, new Dependency.Ordering());
    }

    private Sample depending(String other, Dependency dependency) {
        var dependencies = new LinkedHashMap<>(definition.needs().dependencies());
        dependencies.put(new TaskId(other), dependency);
        return needs(needs -> needs.withDependencies(dependencies));
    }

    Sample holding(String... resources) {
        return needs(needs -> needs.withResources(List.of(resources)));
    }

    Sample requiring(String... capabilities) {
        return needs(needs -> needs.withCapabilities(List.of(capabilities)));
    }

    private Sample needs(UnaryOperator<Needs> change) {
        return with(definition.withNeeds(change.apply(definition.needs())));
    }

    Sample making(String... paths) {
        return accept(acceptance -> acceptance.withDeliverables(List.of(paths)));
    }

    Sample touching(String... globs) {
        return accept(acceptance ->
                acceptance.withScope(new Acceptance.Scope(List.of(globs), List.of(), false)));
    }

    Sample checkedBy(String... names) {
        return accept(acceptance -> acceptance.withChecks(List.of(names)));
    }

    Sample reviewed() {
        return accept(acceptance -> acceptance.withReview(Review.REQUIRED));
    }

    private Sample accept(UnaryOperator<Acceptance> change) {
        return with(definition.withAcceptance(change.apply(definition.acceptance())));
    }

    Sample attempts(int most) {
        var limits = definition.limits();
        return with(
                definition.withLimits(
                        new Limits(limits.estimate(), limits.timeout(), Optional.of(most))));
    }

    Sample estimated(Duration estimate) {
        var limits = definition.limits();
        return with(
                definition.withLimits(
                        new Limits(Optional.of(estimate), limits.timeout(), limits.maxAttempts())));
    }

    private Sample with(Definition changed) {
        return new Sample(id, changed);
    }

    Heading heading() {
        return definition.heading();
    }

    Request.NewTask added(Instant at) {
        return new Request.NewTask(id, definition, Origin.manual(at));
    }
}
