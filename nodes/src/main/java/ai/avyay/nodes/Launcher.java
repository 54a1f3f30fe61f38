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

    /// A shell that will be ready to become a program; whoever asks for it ends it.
    Coming prepare() {
        return new Coming(CompletableFuture.supplyAsync(this::shell, thread));
    }

    private ReadyShell shell() {
        try {
            var group =
                    groups.isPresent()
                            ? Optional.of(groups.get().make(Confinement.MOST_PROCESSES))
                            : Optional.<ControlGroups.Group>empty();
            return ReadyShell.start(group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A shell that is being started.
    record Coming(CompletableFuture<ReadyShell> shell) implements AutoCloseable {
        ReadyShell await() throws IOException, InterruptedException {
            try {
                return shell.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UncheckedIOException cause) {
                    throw cause.getCause();
                }
                throw new IllegalStateException(e);
            }
        }

        /// Ends the shell as soon as it is there.
        @Override
        public void close() {
            var _ = shell.thenAccept(ReadyShell::close);
        }
    }
}
