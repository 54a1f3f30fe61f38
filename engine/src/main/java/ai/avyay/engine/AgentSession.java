package ai.avyay.engine;

import ai.avyay.domain.Delivery;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Task;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Signal;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// One agent at work in one workspace, and what came of it.
record AgentSession(Brief brief, Hub.Start start, Agent agent, Workspace workspace, Means means) {

    /// What every session needs.
    record Means(InstantSource clock, Artifacts artifacts) {}

    /// Whether its work could be brought into the hub.
    private sealed interface Work {}

    private record Collected(Delivery delivery) implements Work {}

    private record Refused(String reason) implements Work {}

    Signal perform() throws InterruptedException, IOException {
        var exit = workspace.run(brief.execution());
        var said = agent.read(brief.log(), exit);
        brief.ended(exit, said);
        return report(exit, said);
    }

    private Signal report(Exit exit, AgentReport said) throws InterruptedException {
        var ending = Endings.of(exit, said, means.clock().instant());
        var work = collect(said.usage());
        return switch (ending) {
            case Endings.Worked _ -> worked(work, said.usage());
            case Endings.Stopped(var outcome, var text, var resetAt) ->
                    stopped(
                            new Signal.Reason(outcome, text, said.usage()),
                            work instanceof Collected(var leftover)
                                    ? Optional.of(leftover)
                                    : Optional.empty(),
                            resetAt);
        };
    }

    private Signal worked(Work work, Usage usage) {
        return switch (work) {
            case Collected(var delivery) ->
                    new Signal.WorkCollected(task().id(), task().generation(), delivery);
            case Refused(var reason) ->
                    stopped(
                            new Signal.Reason(Outcome.FAILED, reason, usage),
                            Optional.empty(),
                            Optional.empty());
        };
    }

    private Signal stopped(
            Signal.Reason reason, Optional<Delivery> leftover, Optional<Instant> resetAt) {
        return new Signal.AttemptStopped(
                task().id(), task().generation(), reason, leftover, resetAt);
    }

    private Work collect(Usage usage) throws InterruptedException {
        var deliverables = task().definition().acceptance().deliverables();
        try {
            var message = "Work of %s left uncommitted".formatted(brief.attempt());
            var commit =
                    workspace.collect(
                            new CollectOrder(
                                    brief.attempt(), start.start(), deliverables, message));
            var kept = means.artifacts().keep(task().id(), commit, deliverables);
            var borrowed = List.copyOf(brief.command().briefing().borrowed().keySet());
            return new Collected(
                    new Delivery(
                            means.clock().instant(), start.base(), commit, kept, borrowed, usage));
        } catch (NodeAwayException e) {
            throw e;
        } catch (NodeException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
    }

    private Task task() {
        return brief.command().task();
    }
}
