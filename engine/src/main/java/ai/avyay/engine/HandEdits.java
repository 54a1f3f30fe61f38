package ai.avyay.engine;

import ai.avyay.domain.Origin;
import ai.avyay.planning.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Turns what people did to the queue's file into requests, and tells them what became of it.
final class HandEdits {
    private HandEdits() {}

    /// The requests that `edits` amount to; tasks that were added together are one request, since
    /// they may depend on each other.
    static List<Envelope> envelopes(
            List<HandEdit> edits, Instant now, Presence presence, Notifier notifier) {
        var added = new ArrayList<Request.NewTask>();
        var envelopes = new ArrayList<Envelope>();
        for (var edit : edits) {
            switch (edit) {
                case HandEdit.Added(var task, var definition) ->
                        added.add(new Request.NewTask(task, definition, Origin.manual(now)));
                case HandEdit.Changed(var task, var definition) ->
                        envelopes.add(asked(new Request.Edit(task, definition), notifier));
                case HandEdit.Noticed(var text) -> warn(notifier, text);
                case HandEdit.Refused(var reason) -> warn(notifier, reason);
            }
        }
        if (!added.isEmpty()) {
            envelopes.addFirst(asked(presence.noted(new Request.Add(added)), notifier));
        }
        return envelopes;
    }

    private static Envelope asked(Request request, Notifier notifier) {
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
        return new Envelope(request, Optional.of(reply));
    }

    private static void warn(Notifier notifier, String text) {
        notifier.tell(new Notifier.Notice(Notifier.Notice.Level.WARNING, text));
    }
}
