package ai.avyay.engine;

import ai.avyay.domain.Origin;
import ai.avyay.planning.Request;
import ai.avyay.planning.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Turns what people did to the queue's file into requests, and tells them what became of it.
final class HandEdits {
    private HandEdits() {}

    static Inbox.Envelope envelope(
            HandEdit edit, Instant now, Presence presence, Notifier notifier) {
        return switch (edit) {
            case HandEdit.Added(var task, var definition) -> {
                var added = new Request.NewTask(task, definition, Origin.manual(now));
                yield asked(presence.noted(new Request.Add(List.of(added))), notifier);
            }
            case HandEdit.Changed(var task, var definition) ->
                    asked(new Request.Edit(task, definition), notifier);
            case HandEdit.Refused(var reason) -> {
                warn(notifier, reason);
                yield new Inbox.Envelope(new Signal.Ticked(), Optional.empty());
            }
        };
    }

    private static Inbox.Envelope asked(Request request, Notifier notifier) {
        var reply = new CompletableFuture<Answer>();
        var _ =
                reply.thenAccept(answer -> {
                    answer.refusal()
                            .ifPresent(reason ->
                                    warn(
                                            notifier,
                                            "the edit of queue.json was refused: " + reason));
                    answer.remarks().forEach(remark -> warn(notifier, remark));
                });
        return new Inbox.Envelope(request, Optional.of(reply));
    }

    private static void warn(Notifier notifier, String text) {
        notifier.tell(new Notifier.Notice(Notifier.Notice.Level.WARNING, text));
    }
}
