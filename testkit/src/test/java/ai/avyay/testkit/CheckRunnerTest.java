package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.QualityReport;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.BaseCheck;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Gate;
import ai.avyay.engine.Node;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.Ports;
import ai.avyay.engine.StateFolder;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a check runs, and when it need not.
class CheckRunnerTest {
    private final SimulatedHub hub = new SimulatedHub(Map.of("a", "a"));
    private final List<String> ran = new CopyOnWriteArrayList<>();

    private Exit exit = new Exit.Exited(0);
    @TempDir private Path folder;

    /// Asks for one check with some needs.
    private record OneCheck(List<String> needs) implements Gate {
        @Override
        public List<CheckOrder> orders(Request request) {
            return List.of(
                    new CheckOrder(
                            "tests",
                            "key",
                            request.commit(),
                            "true",
                            Execution.Surroundings.NONE,
                            needs,
                            List.of(),
                            Duration.ofMinutes(1)));
        }

        @Override
        public QualityReport judge(Request request, List<CheckRun> runs) {
            return new QualityReport(100, 80, List.of(), List.of(), List.of());
        }
    }

    private SimulatedNode node(String name) {
        var node = new SimulatedNode(name, hub);
        node.whenAsked(
                new TaskId("0-base"),
                (_, _) -> {
                    ran.add(name);
                    return exit;
                });
        return node;
    }

    private void check(String... needs) throws InterruptedException {
        var fleet = new SimulatedFleet(Map.of());
        var nodes = new LinkedHashMap<String, Node>();
        nodes.put("plain", node("plain"));
        nodes.put("strong", node("strong"));
        var usual = fleet.policy(Map.of(), Timing.DEFAULT);
        var policy =
                new Policy(
                        List.of(
                                new Policy.NodeOffer("plain", 1, Set.of("shell")),
                                new Policy.NodeOffer("strong", 1, Set.of("shell", "gpu"))),
                        usual.agents(),
                        usual.types(),
                        usual.checks(),
                        usual.resources(),
                        usual.areas(),
                        usual.timing(),
                        usual.hash());
        var ports =
                new Ports(
                        fleet.queue(),
                        nodes,
                        Map.of(),
                        new OneCheck(List.of(needs)),
                        hub,
                        hub,
                        _ -> {});
        new BaseCheck(ports, new StateFolder(folder), InstantSource.system(), policy).failing();
    }

    @Test
    void a_check_runs_on_a_node_that_offers_what_it_needs() throws InterruptedException {
        check("gpu");
        assertThat(ran).containsExactly("strong");
    }

    @Test
    void a_check_that_needs_nothing_runs_on_the_first() throws InterruptedException {
        check();
        assertThat(ran).containsExactly("plain");
    }

    @Test
    void a_check_that_no_node_can_run_says_what_is_missing() {
        assertThatThrownBy(() -> check("xcode"))
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "no node offers what check tests needs: xcode; add it to a node in avyay.yaml");
        assertThat(ran).isEmpty();
    }

    @Test
    void one_that_could_not_be_started_is_the_nodes_trouble_and_not_the_works() {
        exit = new Exit.NotStarted("no room");
        assertThatThrownBy(this::check)
                .isInstanceOf(NodeException.class)
                .hasMessage("plain: check tests could not be started: no room");
    }

    @Test
    void what_was_said_of_a_tree_is_remembered() throws Exception {
        check();
        check();
        assertThat(ran).containsExactly("plain");
    }

    @Test
    void what_a_kill_left_half_written_is_run_again() throws Exception {
        check();
        Files.writeString(remembered(), "");
        check();
        assertThat(ran).containsExactly("plain", "plain");
    }

    @Test
    void what_is_used_again_is_not_what_was_left_alone_longest() throws Exception {
        check();
        Files.setLastModifiedTime(remembered(), FileTime.from(Instant.EPOCH));
        check();
        assertThat(Files.getLastModifiedTime(remembered()).toInstant()).isAfter(Instant.EPOCH);
    }

    private Path remembered() throws IOException {
        try (var files = Files.walk(folder.resolve("checks"))) {
            return files.filter(file -> file.endsWith("exit")).findFirst().orElseThrow();
        }
    }
}
