package ai.avyay.bench;

import ai.avyay.app.Ink;
import ai.avyay.app.Site;
import ai.avyay.app.Situation;
import ai.avyay.app.Terminal;
import ai.avyay.domain.Acceptance;
import ai.avyay.domain.Assignment;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Event;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.Engine;
import ai.avyay.planning.Change;
import ai.avyay.planning.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A scratch repository in which a real engine works, and the facts that it has put on disk.
final class Yard implements AutoCloseable {
    final Path scratch;
    final Site site;
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();

    /// A fact, and when it was on disk.
    record Seen(Event event, Instant durable) {}

    Yard() throws IOException, InterruptedException {
        scratch = Files.createTempDirectory("avyay-bench");
        Shell.run(Shell.SAMPLE, scratch);
        var environment = new HashMap<>(System.getenv());
        environment.put("HOME", scratch.resolve("home").toString());
        environment.put("XDG_CACHE_HOME", scratch.resolve("cache").toString());
        environment.put("XDG_RUNTIME_DIR", scratch.resolve("run").toString());
        var silence =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        site =
                new Site(
                        new Situation(
                                scratch.resolve("source"),
                                environment,
                                new Terminal(
                                        silence, silence, Ink.PLAIN, Terminal.USUAL_WIDTH, false),
                                InstantSource.system(),
                                ZoneOffset.UTC));
        site.locations().create(site.repository());
    }

    void hear(Change change) {
        var now = Instant.now();
        change.events().forEach(event -> seen.add(new Seen(event, now)));
    }

    /// Adds a task whose agent runs `script` and has to leave `deliverable` behind.
    void add(Engine engine, TaskId id, String script, String deliverable)
            throws InterruptedException {
        var definition =
                Definition.titled(id.value())
                        .withAssignment(Assignment.none().withInstructions(script))
                        .withAcceptance(Acceptance.none().withDeliverables(List.of(deliverable)));
        var task = new Request.NewTask(id, definition, Origin.manual(Instant.now()));
        var refusal = engine.ask(new Request.Add(List.of(task))).refusal();
        if (refusal.isPresent()) {
            throw new IllegalStateException(refusal.get());
        }
    }

    /// The next fact of that kind; those before it are forgotten.
    <E extends Event> Seen next(Class<E> kind) throws InterruptedException {
        while (true) {
            var next = seen.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException("no " + kind.getSimpleName() + " in 30 seconds");
            }
            if (next.event() instanceof Event.AttemptEnded ended) {
                throw new IllegalStateException("not accepted: " + ended.ending());
            }
            if (kind.isInstance(next.event())) {
                return next;
            }
        }
    }

    /// Waits until the task that works now is done.
    Seen done() throws InterruptedException {
        var end = next(Event.TaskEnded.class);
        if (end.event() instanceof Event.TaskEnded ended && ended.status() != Status.DONE) {
            throw new IllegalStateException(ended.reason());
        }
        return end;
    }

    @Override
    public void close() throws IOException {
        Shell.remove(scratch);
    }
}
