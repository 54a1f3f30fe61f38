package ai.avyay.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Starts processes, all from one platform thread that lives as long as the JVM.
///
/// A sandboxed program dies with its parent because the kernel is asked to kill it at that moment;
/// but to the kernel the parent is the thread that forked, not the process. A program started from
/// a virtual thread or a pool would be killed in the middle of its work when that carrier thread
/// happens to end.
final class Launcher {
    private final Executor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("launcher").factory());

    private final Optional<ControlGroups> groups = ControlGroups.ofThisMachine();

    /// What holds on no machine like this one.
    List<String> uncontained() {
        return Superuser.isUs() && groups.isEmpty()
                ? List.of(
                        "how many processes it starts (the superuser, and no control groups to be had); run avyay as another user")
                : List.of();
    }

    /// A new group to start a program in; empty where there are none.
    Optional<ControlGroups.Group> group() throws IOException {
        return groups.isPresent()
                ? Optional.of(groups.get().make(Confinement.MOST_PROCESSES))
                : Optional.empty();
    }

    Process start(ProcessBuilder builder) throws IOException, InterruptedException {
        var started = CompletableFuture.supplyAsync(() -> fork(builder), thread);
        try {
            return started.get();
        } catch (InterruptedException e) {
            var unwanted = started.thenAccept(Process::destroyForcibly);
            throw unwanted.isCompletedExceptionally() ? new InterruptedException() : e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException cause) {
                throw cause.getCause();
            }
            throw new IllegalStateException(e);
        }
    }

    private static Process fork(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
