package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Event;
import ai.avyay.domain.Origin;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.TaskQueue;
import ai.avyay.planning.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every queue must do. A subclass says how a queue is made, and how the same queue is opened
/// again.
public abstract class TaskQueueContract {
    private static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");

    /// The queue under test; each call after a close opens what the earlier one recorded.
    protected abstract TaskQueue queue();

    @Test
    void a_new_queue_is_empty() {
        try (var queue = queue()) {
            assertThat(queue.open(() -> {}).state()).isEqualTo(State.EMPTY);
        }
    }

    @Test
    void what_was_appended_is_there_after_opening_again() {
        var changes = List.of(added(State.EMPTY, "a"));
        var both = new ArrayList<>(changes);
        both.add(added(changes.getLast().after(), "b"));
        try (var queue = queue()) {
            queue.open(() -> {});
            queue.append(both);
        }
        try (var queue = queue()) {
            assertThat(queue.open(() -> {}).state()).isEqualTo(both.getLast().after());
        }
    }

    @Test
    void an_ended_task_leaves_the_live_ones_and_can_be_read_whole() {
        var id = new TaskId("a");
        var added = added(State.EMPTY, "a");
        var end =
                new Event.TaskEnded(
                        NOON, id, Status.ABANDONED, "no longer wanted", Optional.empty());
        var ended = new Change("a: abandoned", List.of(end), added.after().apply(end));
        try (var queue = queue()) {
            queue.open(() -> {});
            queue.append(List.of(added, ended));
        }
        try (var queue = queue()) {
            assertThat(queue.open(() -> {}).state()).isEqualTo(ended.after());
            assertThat(queue.ended(id))
                    .hasValueSatisfying(task -> {
                        assertThat(task.status()).isEqualTo(Status.ABANDONED);
                        assertThat(task.definition()).isEqualTo(Definition.titled("Do a"));
                    });
            assertThat(queue.ended(new TaskId("never"))).isEmpty();
        }
    }

    @Test
    void nothing_was_edited_by_hand_unless_a_person_did() {
        try (var queue = queue()) {
            queue.open(() -> {});
            queue.append(List.of(added(State.EMPTY, "a")));
            assertThat(queue.edits()).isEmpty();
        }
    }

    private static Change added(State before, String id) {
        var event =
                new Event.TaskAdded(
                        NOON,
                        new TaskId(id),
                        Definition.titled("Do " + id),
                        new Origin("manual", Optional.of(NOON)));
        return new Change(id + ": added", List.of(event), before.apply(event));
    }
}
