package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.testkit.Conversation;
import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Scripts;
import ai.avyay.testkit.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of `avyay up` while both agent programs are in the middle of their work.
@Timeout(200)
class AgentsKillIT {
    private static final int PATIENCE_SECONDS = 60;
    private static final String CONFIGURATION =
            """
            nodes: { local: { slots: 2, capabilities: [claude, codex] } }
            agents: { default: claude }
            """;
    private static final String TASK =
            """
              %1$s:
                agent: %1$s
                model: scripted
                max_attempts: 1
                expected_deliverables: [%1$s.txt]
                instructions: "Write %1$s.txt #script:%1$s"
            """;

    /// Both programs have run a tool and wait for what comes next.
    private final CountDownLatch inTheMiddle = new CountDownLatch(2);

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    @TempDir private Path folder = Path.of("/");

    @Test
    void what_was_under_way_is_lost_does_not_count_and_is_finished_by_the_next_up()
            throws Exception {
        AgentWorld.programs();
        try (var server = ModelServer.direct(watched(Scripts.inTurn(scripts())))) {
            var world =
                    new AgentWorld(
                            folder,
                            server,
                            Map.of("README.md", "A project.\n", Configuration.FILE, CONFIGURATION));
            world.scratch().add("tasks:\n" + TASK.formatted("claude") + TASK.formatted("codex"));

            var up = world.scratch().start("up", "--until-idle");
            var reached = inTheMiddle.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(world.scratch().workers()).as("agents at work").isNotEmpty();
            up.destroyForcibly().waitFor();
            assertThat(reached).as(world.scratch().said()).isTrue();
            for (var worker : world.scratch().workers()) {
                worker.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            assertThat(world.scratch().workers()).isEmpty();
            var next = world.scratch().avyay("up", "--until-idle");

            assertThat(next.exit()).as(next.output()).isZero();
            for (var agent : List.of("claude", "codex")) {
                assertThat(AgentWorld.tries(world.tasks(), agent))
                        .as(next.output())
                        .extracting(AgentWorld.Try::outcome)
                        .containsExactly("lost", "done");
                assertThat(world.shipped(agent + ".txt")).isEqualTo("second\n");
            }
            assertThat(world.scratch().workers()).isEmpty();
        }
    }

    private static Map<String, List<Function<String, Script>>> scripts() {
        return Map.of("claude", scripts("claude.txt"), "codex", scripts("codex.txt"));
    }

    private static List<Function<String, Script>> scripts(String file) {
        return List.of(
                _ ->
                        Script.of(
                                new Step.WriteFile(file, "first\n"),
                                new Step.RunShell("sleep 600 & setsid sleep 600 & true"),
                                new Step.StallStream()),
                _ -> Script.of(new Step.WriteFile(file, "second\n"), new Step.Say("Done.")));
    }

    /// Counts the programs whose third request has come: the answer to it stalls.
    private Function<Conversation, Script> watched(Function<Conversation, Script> choice) {
        return conversation -> {
            if (asked.merge(conversation.id(), 1, Integer::sum) == 3) {
                inTheMiddle.countDown();
            }
            return choice.apply(conversation);
        };
    }
}
