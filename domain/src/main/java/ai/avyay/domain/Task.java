package ai.avyay.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// One piece of work: what people asked for, where it stands, and every attempt at it.
///
/// @param generation the generation of the newest lease, 0 before the first; never falls
public record Task(
        TaskId id,
        Definition definition,
        Origin origin,
        Stage stage,
        int generation,
        List<Attempt> attempts) {
    public Task {
        attempts = List.copyOf(attempts);
    }

    /// A task that nobody has worked on.
    public static Task added(TaskId id, Definition definition, Origin origin) {
        return new Task(id, definition, origin, Stage.NEW, 0, List.of());
    }

    public Status status() {
        return stage.status();
    }

    /// The newest attempt, if there was one.
    public Optional<Attempt> lastAttempt() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    /// The attempt that has not ended yet, if there is one.
    public Optional<Attempt> openAttempt() {
        return lastAttempt().filter(attempt -> attempt.ending().isEmpty());
    }

    /// The lease under which a node works on it now, if one does.
    public Optional<Lease> lease() {
        return switch (stage) {
            case Stage.Running running -> Optional.of(running.lease());
            case Stage.Verifying verifying -> Optional.of(verifying.lease());
            case Stage.Waiting _, Stage.InReview _, Stage.Integrating _, Stage.Ended _ ->
                    Optional.empty();
        };
    }

    /// The number that the next attempt will have.
    public int nextAttempt() {
        return attempts.stream().mapToInt(Attempt::number).max().orElse(0) + 1;
    }

    /// Declared deliverables that some attempt has produced.
    public Set<String> artifacts() {
        var paths = new LinkedHashSet<String>();
        for (var attempt : attempts) {
            attempt.delivery().ifPresent(delivery -> paths.addAll(delivery.artifacts()));
        }
        return paths;
    }

    /// What all attempts cost together, as far as is known; empty if it is known of none.
    public Optional<BigDecimal> costUsd() {
        return attempts.stream()
                .flatMap(attempt -> attempt.usage().costUsd().stream())
                .reduce(BigDecimal::add);
    }

    public Task withDefinition(Definition changed) {
        return new Task(id, changed, origin, stage, generation, attempts);
    }

    public Task withStage(Stage changed) {
        return new Task(id, definition, origin, changed, generation, attempts);
    }

    /// The same with all ended attempts forgiven: none of them counts against `max_attempts` any
    /// more.
    public Task forgiven() {
        var changed = attempts.stream().map(Attempt::forgiven).toList();
        return new Task(id, definition, origin, stage, generation, changed);
    }

    /// The task as it stood under `generation`, with what was delivered then.
    ///
    /// @throws IllegalArgumentException if there was no such attempt
    public Task asDelivered(int then, Delivery delivery) {
        var until = attempts.stream().filter(attempt -> attempt.generation() <= then).toList();
        if (until.isEmpty() || until.getLast().generation() != then) {
            throw new IllegalArgumentException("%s had no generation %d".formatted(id, then));
        }
        var attempt = until.getLast();
        var lease = new Lease(attempt.run().node(), then, attempt.run().startedAt(), delivery.at());
        return new Task(id, definition, origin, new Stage.Verifying(lease), then, until)
                .withLastAttempt(last -> last.with(delivery));
    }

    Task dispatched(Lease lease, Attempt attempt) {
        var more = new ArrayList<>(attempts);
        more.add(attempt);
        return new Task(id, definition, origin, new Stage.Running(lease), lease.generation(), more);
    }

    Task withLastAttempt(UnaryOperator<Attempt> change) {
        var changed = new ArrayList<>(attempts);
        changed.set(changed.size() - 1, change.apply(changed.getLast()));
        return new Task(id, definition, origin, stage, generation, changed);
    }
}
