package ai.avyay.engine;

import ai.avyay.planning.Request;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Signals that wait for the loop, in order of arrival, at most [#CAPACITY].
final class Inbox {
    static final int CAPACITY = 10_000;
    static final int BATCH = 64;

    private final LinkedBlockingQueue<Envelope> waiting = new LinkedBlockingQueue<>(CAPACITY);

    void put(Signal signal) throws InterruptedException {
        waiting.put(Envelope.of(signal));
    }

    /// Brings `signal`, and waits until what follows from it is recorded.
    ///
    /// @return false if it was not, because the engine has ended
    boolean tell(Signal signal) throws InterruptedException {
        var reply = new CompletableFuture<Answer>();
        waiting.put(new Envelope(signal, Optional.of(reply)));
        try {
            return reply.get().accepted();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<Answer> ask(Request request) throws InterruptedException {
        var reply = new CompletableFuture<Answer>();
        waiting.put(new Envelope(request, Optional.of(reply)));
        return reply;
    }

    /// Up to [#BATCH] signals; waits for the first at most `patience`, then takes what is there.
    List<Envelope> take(Duration patience) throws InterruptedException {
        var batch = new ArrayList<Envelope>();
        var first = waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            batch.add(first);
            waiting.drainTo(batch, BATCH - 1);
        }
        return batch;
    }

    List<Envelope> rest() {
        var rest = new ArrayList<Envelope>();
        waiting.drainTo(rest);
        return rest;
    }
}
