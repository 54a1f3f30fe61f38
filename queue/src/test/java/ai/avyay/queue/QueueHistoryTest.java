package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Event;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Parking;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.QueueException;
import ai.avyay.planning.Change;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueHistoryTest {
    private static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");
    private static final TaskId API = new TaskId("build-api");
    private static final TaskId DOCS = new TaskId("write-docs");

    @TempDir private Path folder;

    private State state = State.EMPTY;

    @BeforeEach
    void write() {
        try (var queue = new GitQueue(folder, InstantSource.fixed(NOON.minusSeconds(60)))) {
            queue.open(() -> {});
            append(queue, "build-api: added", added(API, NOON));
            append(queue, "write-docs: added", added(DOCS, NOON.plusSeconds(60)));
            append(
                    queue,
                    "build-api: parked",
                    new Event.ParkingChanged(
                            NOON.plusSeconds(120), API, new Parking.ForPerson("look")));
            append(
                    queue,
                    "write-docs: abandoned",
                    new Event.TaskEnded(
                            NOON.plusSeconds(180), DOCS, Status.ABANDONED, "", Optional.empty()));
        }
    }

    private static Event added(TaskId id, Instant at) {
        return new Event.TaskAdded(at, id, Definition.titled("Do " + id), Origin.manual(at));
    }

    private void append(GitQueue queue, String subject, Event event) {
        state = state.apply(event);
        queue.append(List.of(new Change(subject, List.of(event), state)));
    }

    private QueueHistory history() {
        return QueueHistory.open(folder, InstantSource.fixed(NOON.plusSeconds(200)));
    }

    @Test
    void the_log_tells_the_newest_change_first() {
        try (var history = history()) {
            assertThat(history.log(2))
                    .extracting(QueueHistory.Entry::subject)
                    .containsExactly("write-docs: abandoned", "build-api: parked");
            assertThat(history.log(100)).hasSize(5);
            assertThat(history.log(1).getFirst().at()).isEqualTo(NOON.plusSeconds(180));
            assertThat(history.log(1).getFirst().events()).contains("\"event\": \"task_ended\"");
        }
    }

    @Test
    void a_difference_is_told_task_by_task() {
        try (var history = history()) {
            assertThat(history.diff("HEAD~2", "HEAD"))
                    .containsExactly(
                            new TaskDifference(
                                    API,
                                    TaskDifference.Kind.CHANGED,
                                    List.of(
                                            new TaskDifference.FieldDifference(
                                                    "parked_reason",
                                                    Optional.empty(),
                                                    Optional.of("\"look\"")))),
                            new TaskDifference(
                                    DOCS,
                                    TaskDifference.Kind.CHANGED,
                                    List.of(
                                            new TaskDifference.FieldDifference(
                                                    "status",
                                                    Optional.of("\"waiting\""),
                                                    Optional.of("\"abandoned\"")),
                                            new TaskDifference.FieldDifference(
                                                    "ended_at",
                                                    Optional.empty(),
                                                    Optional.of("\"2026-05-10T12:03:00Z\"")))));
            assertThat(history.diff("HEAD~3", "HEAD~2"))
                    .singleElement()
                    .matches(difference -> difference.kind() == TaskDifference.Kind.ADDED);
            assertThat(history.diff("HEAD", "HEAD")).isEmpty();
        }
    }

    @Test
    void a_revision_can_be_named_by_its_age_or_time() {
        try (var history = history()) {
            assertThat(history.at("HEAD~2").live()).hasSize(2);
            assertThat(history.at("2 minutes ago").subject()).isEqualTo("write-docs: added");
            assertThat(history.at("2026-05-10T14:00:30+02:00").subject())
                    .isEqualTo("build-api: added");
            assertThat(history.at("main").live()).containsExactlyElementsOf(state.live().values());
            assertThatThrownBy(() -> history.at("1 day ago"))
                    .hasMessageContaining("is younger than");
            assertThatThrownBy(() -> history.at("nonsense"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no revision 'nonsense'");
        }
    }

    @Test
    void a_branch_keeps_the_present_state() {
        try (var history = history()) {
            var commit = history.branch("before-the-summer");
            assertThat(history.at("before-the-summer").commit()).isEqualTo(commit);
            assertThatThrownBy(() -> history.branch("before-the-summer"))
                    .hasMessageContaining("already");
            for (var name : List.of("main", "../x", "a b", "-x", "", "a..b")) {
                assertThatThrownBy(() -> history.branch(name))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void where_there_is_no_queue_that_is_said(@TempDir Path empty) {
        assertThatThrownBy(() -> QueueHistory.open(empty, InstantSource.system()))
                .isInstanceOf(QueueException.class)
                .hasMessageContaining("there is no queue");
    }
}
