package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Step;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole way of tasks with the real agent programs, answered by script: from the queue's file
/// to the user's branch.
@Timeout(300)
class AgentsIT {
    private static final String SENT_BACK = "Your previous attempt was not accepted";
    private static final String TASKS =
            """
            tasks:
              design:
                title: Design the greeting
                model: scripted
                instructions: "Write docs/greeting.md #design"
                expected_deliverables: [docs/greeting.md]
              greet:
                title: Write the greeting
                model: scripted
                depends_on:
                  design: { type: hard, requires_artifact: docs/greeting.md }
                instructions: "Write greeting.txt as docs/greeting.md says #greet"
                expected_deliverables: [greeting.txt]
              announce:
                title: Announce the greeting
                model: scripted
                depends_on:
                  greet: { type: ordering }
                instructions: "Say it in NEWS.md #announce"
                expected_deliverables: [NEWS.md]
            """;

    @TempDir private Path folder = Path.of("/");

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void three_tasks_land_on_the_branch_and_a_fabricated_one_only_on_its_second_attempt(
            String agent) throws Exception {
        AgentWorld.programs();
        try (var server = ModelServer.start(AgentsIT::script)) {
            var scratch = new Scratch(folder, AgentWorld.environment(server));
            DemoProject.makeIn(scratch.repository());
            scratch.write(Configuration.FILE, configuration(agent));
            scratch.commit("configure");
            scratch.add(TASKS);

            var up = scratch.avyay("up", "--until-idle");

            assertThat(up.exit()).as(up.output()).isZero();
            assertThat(up.output()).doesNotContain("key-of-the-test");
            assertThat(scratch.repository().resolve("greeting.txt")).hasContent("hello");
            assertThat(scratch.git("log", "--format=%s", "-3", "main").lines())
                    .containsExactly(
                            "Announce the greeting", "Write the greeting", "Design the greeting");
            assertThat(scratch.avyay("show", "greet").output())
                    .contains("Attempt 1 retry")
                    .contains("greeting.txt")
                    .contains("Attempt 2 done");
            assertThat(scratch.workers()).isEmpty();
        }
    }

    private static String configuration(String agent) {
        return """
        nodes: { local: { slots: 2, capabilities: [%1$s] } }
        agents: { default: %1$s }
        checks: { tests: { run: "sh tests/run.sh", required: true, reports: [build/junit.xml] } }
        """
                .formatted(agent);
    }

    /// The greeting is claimed and not written at first; with the report in the prompt it is.
    private static Script script(String prompt) {
        if (prompt.contains("#design")) {
            return Script.of(
                    new Step.WriteFile("docs/greeting.md", "Say hello.\n"),
                    new Step.RunShell("git add -A && git commit -qm design"),
                    new Step.Say("Designed."));
        }
        if (prompt.contains("#announce")) {
            return Script.of(
                    new Step.WriteFile("NEWS.md", "It greets.\n"), new Step.Say("Announced."));
        }
        return prompt.contains(SENT_BACK)
                ? Script.of(
                        new Step.WriteFile("greeting.txt", "hello\n"),
                        new Step.Say("Now it is there."))
                : Script.of(new Step.Say("I have written greeting.txt, all is done."));
    }
}
