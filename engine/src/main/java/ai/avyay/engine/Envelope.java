package ai.avyay.engine;

import ai.avyay.planning.Signal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A signal, and where the answer goes if somebody waits for one.
public record Envelope(Signal signal, Optional<CompletableFuture<Answer>> reply) {

    /// A signal that nobody waits for an answer to.
    public static Envelope of(Signal signal) {
        return new Envelope(signal, Optional.empty());
    }

    void answer(Answer answer) {
        reply.ifPresent(future -> future.complete(answer));
    }

    void fail(QueueException failure) {
        reply.ifPresent(future -> future.completeExceptionally(failure));
    }
}
