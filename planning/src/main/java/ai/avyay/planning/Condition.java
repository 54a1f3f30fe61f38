package ai.avyay.planning;

import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.Optional;

/// One thing that keeps a waiting task from being eligible.
public sealed interface Condition {

    /// There is nothing yet that an agent could be asked to do.
    record Incomplete() implements Condition {}

    /// The configuration has no such check, so no work could pass it.
    record UnknownCheck(String name) implements Condition {}

    /// The configuration does not say anything of the task's type, but of one that looks like it;
    /// what was asked of that one, such as a review, would be lost.
    record MisspeltType(String type, String meant) implements Condition {}

    record AwaitsPerson(String reason) implements Condition {}

    record ArtifactMissing(TaskId of, String path) implements Condition {}

    /// The artifact exists but has not shipped, and the task would hold `resource` until its own
    /// work has: waiting for another's work while holding it could end in a deadlock.
    record ArtifactNotShipped(TaskId of, String path, String resource) implements Condition {}

    /// The task that was to make the artifact has ended without it.
    record ArtifactImpossible(TaskId of, String path, String reason) implements Condition {}

    record NotEnded(TaskId other) implements Condition {}

    /// The other task is not done, and the wait has not run out.
    ///
    /// @param until when it does; empty while something else keeps the task too
    record SoftWait(TaskId on, Optional<Instant> until) implements Condition {}

    record ParkedUntil(Instant until, String reason) implements Condition {}

    /// Whether it ends by itself with time.
    default boolean endsWithTime() {
        return this instanceof SoftWait || this instanceof ParkedUntil;
    }

    /// When time alone ends it, if that is known.
    default Optional<Instant> ends() {
        return switch (this) {
            case ParkedUntil(var until, _) -> Optional.of(until);
            case SoftWait(_, var until) -> until;
            case Incomplete _,
                    UnknownCheck _,
                    MisspeltType _,
                    AwaitsPerson _,
                    ArtifactMissing _,
                    ArtifactNotShipped _,
                    ArtifactImpossible _,
                    NotEnded _ ->
                    Optional.empty();
        };
    }

    /// One phrase for people.
    default String text() {
        return switch (this) {
            case Incomplete _ -> "is a draft: it has neither title nor instructions";
            case UnknownCheck(var name) ->
                    "names the check '%s', which the configuration does not have".formatted(name);
            case MisspeltType(var type, var meant) ->
                    "has the type '%s', of which the configuration says nothing, but it has '%s'"
                            .formatted(type, meant);
            case AwaitsPerson(var reason) -> "waits for a person: " + reason;
            case ArtifactMissing(var of, var path) -> "needs " + path + " from " + of;
            case ArtifactNotShipped(var of, var path, var resource) ->
                    "needs %s from %s on the shipping branch, because it holds %s until its own work is there"
                            .formatted(path, of, resource);
            case ArtifactImpossible(var of, var path, var reason) ->
                    "needs " + path + " from " + of + ", which can no longer come: " + reason;
            case NotEnded(var other) -> "comes after " + other;
            case SoftWait(var on, var until) ->
                    "would like "
                            + on
                            + " to be done"
                            + until.map(at -> ", waits until " + at).orElse("");
            case ParkedUntil(var until, var reason) -> "is tried again at " + until + ": " + reason;
        };
    }
}
