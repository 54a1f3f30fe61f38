package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// A real program, answered by script, with some work to do.
abstract class ProgramFixture {
    static final Script WORK =
            Script.of(
                            new Step.Say("I write it."),
                            new Step.WriteFile("hello.txt", "hello\n"),
                            new Step.RunShell("cat hello.txt > copy.txt"),
                            new Step.Say("All done."))
                    .using(new Script.Tokens(1000, 10, 100));
    static final Script DROPPED_ONCE =
            Script.of(
                    new Step.DropStream(),
                    new Step.WriteFile("hello.txt", "hello\n"),
                    new Step.Say("All done."));

    @TempDir Path folder = Path.of("/");

    static void assertWorked(AgentRun.Outcome outcome) throws IOException {
        assertThat(outcome.report().result()).as(outcome.log()).isEqualTo(new Result.Finished());
        assertThat(outcome.report().lastMessage()).isEqualTo("All done.");
        assertThat(Files.readString(outcome.work().resolve("hello.txt"))).isEqualTo("hello\n");
    }
}
