package ai.avyay.app;

import ai.avyay.domain.TaskId;
import ai.avyay.engine.Engine;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Request;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts wishes to the engine, whether they come from a command line or over the control socket.
final class Steward {
    private final Engine engine;
    private final QueueAccess queue;
    private final Supplier<Policy> reload;
    private final InstantSource clock;

    /// @param reload reads the configuration again, and puts it in force where the engine does not
    Steward(Engine engine, QueueAccess queue, Supplier<Policy> reload, InstantSource clock) {
        this.engine = engine;
        this.queue = queue;
        this.reload = reload;
        this.clock = clock;
    }

    /// What becomes of `wish`; it is on disk when this returns.
    Reply carryOut(Wish wish) {
        return switch (wish) {
            case Wish.Add(var pages) -> add(queue.read(pages, clock.instant()));
            case Wish.OpenReview(var task) -> ask(new Request.OpenReview(task), "");
            case Wish.Approve(var task, var commit, var by) ->
                    ask(new Request.Approve(task, commit, by), task + ": approved");
            case Wish.Reject(var task, var feedback, var by) ->
                    ask(new Request.Reject(task, feedback, by), task + ": sent back");
            case Wish.Retry(var task) ->
                    ask(new Request.Retry(task, Optional.empty()), task + ": will be tried again");
            case Wish.Abandon(var task, var reason) ->
                    ask(new Request.Abandon(task, reason, Optional.empty()), task + ": abandoned");
            case Wish.Cancel(var task) ->
                    ask(
                            new Request.Cancel(task),
                            "%s: cancelled; `avyay retry %s` lets it go on".formatted(task, task));
            case Wish.Pause(var reason) ->
                    ask(
                            new Request.Pause(reason),
                            "paused: nothing new is started until `avyay resume`");
            case Wish.Resume() -> ask(new Request.Resume(), "resumed");
            case Wish.Drain(var node, var reason) ->
                    ask(
                            new Request.Drain(node, reason),
                            "%1$s: nothing new goes there until `avyay node undrain %1$s`; what works there goes on"
                                    .formatted(node));
            case Wish.Undrain(var node) ->
                    ask(new Request.Undrain(node), node + ": takes work again");
            case Wish.Reload() ->
                    ask(new Request.Reload(reload.get()), Configuration.FILE + " is in force");
            case Wish.Rewind(var revision) ->
                    ask(queue.rewind(revision, engine.board().state()), "rewound to " + revision);
        };
    }

    private Reply add(QueueAccess.Imported imported) {
        var lines = new ArrayList<>(imported.remarks());
        if (imported.tasks().isEmpty()) {
            lines.add("nothing to add");
            return Reply.done(lines);
        }
        imported.tasks().stream().map(Request.NewTask::id).map(TaskId::value).forEach(lines::add);
        return ask(new Request.Add(imported.tasks()), lines);
    }

    private Reply ask(Request request, String done) {
        return ask(request, done.isEmpty() ? List.of() : List.of(done));
    }

    private Reply ask(Request request, List<String> done) {
        try {
            var answer = engine.ask(request);
            if (answer.refusal().isPresent()) {
                return Reply.refused(CommandException.Kind.REFUSED, answer.refusal().get());
            }
            var lines = new ArrayList<>(done);
            lines.addAll(answer.remarks());
            return Reply.done(lines);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Reply.refused(CommandException.Kind.FAILED, "interrupted");
        }
    }
}
