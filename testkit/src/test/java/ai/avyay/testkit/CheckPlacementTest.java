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
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a check runs.
class CheckPlacementTest {
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
        new BaseCheck(ports, new StateFolder(folder), policy).failing();
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
}
