package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Origin;
import ai.avyay.domain.State;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.HandEdit;
import ai.avyay.planning.Change;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A queue of two tasks, and a person who saves its file.
abstract class HandEditFixture {
    static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");
    static final TaskId API = new TaskId("build-api");
    static final TaskId DOCS = new TaskId("write-docs");

    @TempDir Path folder;

    final Semaphore nudges = new Semaphore(0);
    GitQueue queue;
    State state = State.EMPTY;

    @BeforeEach
    void open() {
        queue = new GitQueue(folder, InstantSource.fixed(NOON));
        queue.open(nudges::release);
        append(added(API), added(DOCS));
    }

    @AfterEach
    void close() {
        queue.close();
    }

    static Event added(TaskId id) {
        return new Event.TaskAdded(NOON, id, Definition.titled("Do " + id), Origin.manual(NOON));
    }

    void append(Event... events) {
        for (var event : events) {
            state = state.apply(event);
        }
        queue.append(List.of(new Change("test: changed", List.of(events), state)));
        queue.publish();
    }

    Path file() {
        return folder.resolve("queue.json");
    }

    String text() throws Exception {
        return Files.readString(file());
    }

    /// Saves as most editors do: a new file in the place of the old one.
    void save(String text) throws Exception {
        var fresh = folder.resolveSibling("editor-" + System.nanoTime());
        Files.writeString(fresh, text);
        Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    Definition definition(TaskId id) {
        return state.task(id).orElseThrow().definition();
    }

    void dispatch(TaskId id) {
        append(
                new Event.BecameEligible(NOON, id),
                new Event.Dispatched(
                        NOON,
                        id,
                        1,
                        new Lease("local", 1, NOON, NOON.plusSeconds(60)),
                        new Attempt.Run("local", "shell", Optional.empty(), "c0", NOON)));
    }

    /// What was saved, once somebody was told of it.
    List<HandEdit> awaitedEdits() throws Exception {
        var edits = queue.edits();
        while (edits.isEmpty()) {
            assertThat(nudges.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            edits = queue.edits();
        }
        return edits;
    }

    String refusal() {
        var edits = queue.edits();
        assertThat(edits).singleElement().isInstanceOf(HandEdit.Refused.class);
        return ((HandEdit.Refused) edits.getFirst()).reason();
    }

    List<String> kept() throws Exception {
        var kept = new ArrayList<String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (var each : files.filter(file -> file.toString().contains(".refused-")).toList()) {
                kept.add(Files.readString(each));
            }
        }
        return kept;
    }
}
