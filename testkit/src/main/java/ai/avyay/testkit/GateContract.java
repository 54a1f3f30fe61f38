package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Acceptance;
import ai.avyay.domain.Attempt;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Origin;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every gate must do, whatever it has run. The work is a change of one file to a hub in
/// memory.
public abstract class GateContract {
    private static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");
    private static final TaskId TASK = new TaskId("a");

    private final SimulatedHub hub = new SimulatedHub(Map.of("README.md", "hello"));
    @TempDir private Path folder;

    /// A gate over `hub` whose checks, if it has any, are required.
    protected abstract Gate gate(SimulatedHub hub);

    @Test
    void the_same_work_needs_the_same_runs() {
        var request = work("a.txt");
        assertThat(gate(hub).orders(request)).isEqualTo(gate(hub).orders(request));
    }

    @Test
    void only_the_work_and_its_base_are_looked_at() {
        var request = work("a.txt");
        assertThat(gate(hub).orders(request))
                .allMatch(order ->
                        List.of(request.base(), request.commit()).contains(order.commit()));
    }

    @Test
    void what_was_asked_for_and_passes_is_accepted() throws IOException {
        assertThat(judged(work("a.txt"), new Exit.Exited(0))).isTrue();
    }

    @Test
    void a_deliverable_that_is_missing_is_refused_whatever_the_checks_say() throws IOException {
        assertThat(judged(work("b.txt"), new Exit.Exited(0))).isFalse();
    }

    @Test
    void a_check_that_says_nothing_has_not_passed() throws IOException {
        var request = work("a.txt");
        var hasChecks = !gate(hub).orders(request).isEmpty();
        assertThat(judged(request, new Exit.NotStarted("no such program"))).isEqualTo(!hasChecks);
        assertThat(judged(request, new Exit.Exited(1))).isEqualTo(!hasChecks);
    }

    @Test
    void the_same_runs_are_judged_the_same() throws IOException {
        var request = work("a.txt");
        var runs = runs(request, new Exit.Exited(1));
        assertThat(gate(hub).judge(request, runs)).isEqualTo(gate(hub).judge(request, runs));
    }

    private boolean judged(Gate.Request request, Exit exit) throws IOException {
        return gate(hub).judge(request, runs(request, exit)).accepted();
    }

    private List<Gate.CheckRun> runs(Gate.Request request, Exit exit) throws IOException {
        var runs = new ArrayList<Gate.CheckRun>();
        for (var order : gate(hub).orders(request)) {
            var place = Files.createTempDirectory(folder, "run");
            Files.createDirectory(place.resolve("reports"));
            Files.writeString(place.resolve("log"), "it ran\n");
            runs.add(new Gate.CheckRun(order, exit, place));
        }
        return runs;
    }

    /// The work of a task that must produce `a.txt` and has produced `path`.
    private Gate.Request work(String path) {
        var base = hub.commit(Map.of("README.md", "hello"));
        var commit = hub.commit(Map.of("README.md", "hello", path, "made\n"));
        var definition =
                Definition.titled("Make it")
                        .withAcceptance(Acceptance.none().withDeliverables(List.of("a.txt")));
        var delivery = new Delivery(NOON, base, commit, List.of(), List.of(), Usage.NONE);
        return new Gate.Request(
                delivered(definition, delivery), new AttemptRef(TASK, 1), base, commit);
    }

    private static Task delivered(Definition definition, Delivery delivery) {
        var lease = new Lease("one", 1, NOON, NOON.plusSeconds(60));
        var run = new Attempt.Run("one", "shell", Optional.empty(), "hash", NOON);
        return State.EMPTY
                .apply(new Event.TaskAdded(NOON, TASK, definition, Origin.manual(NOON)))
                .apply(new Event.Dispatched(NOON, TASK, 1, lease, run))
                .apply(new Event.WorkDelivered(NOON, TASK, delivery))
                .task(TASK)
                .orElseThrow();
    }
}
