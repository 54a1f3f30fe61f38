package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Usage;
import ai.avyay.engine.Agent;
import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Execution.HomeFile;
import ai.avyay.engine.Exit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/guides/add-an-agent.md` shows is true.
class GuideTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir private Path root = Path.of("/");
    private Machine machine = new Machine(Path.of("/"));

    @BeforeEach
    void prepare() throws IOException {
        machine = new Machine(root);
        machine.program("bin/goose", "");
        var guide = EXAMPLE.matcher(Files.readString(guide()));
        assertThat(guide.find()).isTrue();
        machine.file("agents/goose.yaml", guide.group(1));
    }

    private static Path guide() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/guides/add-an-agent.md"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder.resolve("docs/guides/add-an-agent.md");
    }

    private Agent goose(User user) {
        var agents = Agents.load(List.of(root.resolve("agents")), Map.of(), user);
        return Optional.ofNullable(agents.get("goose")).orElseThrow();
    }

    @Test
    void its_example_is_an_agent() {
        var invocation =
                goose(machine.user("OPENAI_API_KEY", "k")).invocation(Machine.prompt("go"));
        assertThat(invocation.command())
                .containsExactly(
                        root.resolve("bin/goose").toString(),
                        "run",
                        "--no-session",
                        "--quiet",
                        "--provider",
                        "openai",
                        "-i",
                        "/brief/prompt.md");
        assertThat(invocation.environment())
                .containsEntry("GOOSE_MODE", "auto")
                .containsEntry("GOOSE_MODEL", "gpt-5");
        assertThat(invocation.surroundings().home())
                .containsExactly(
                        new HomeFile.Written(
                                ".config/goose/config.yaml", "GOOSE_TELEMETRY_ENABLED: false\n"));
    }

    @Test
    void its_example_reads_what_the_program_says() throws IOException {
        var log = machine.file("log", "tokens: 1.5k in, 20 out\ncost so far: $0.25\n");
        var report = goose(machine.user()).read(log, new Exit.Exited(0));
        assertThat(report.result()).isEqualTo(new Result.Finished());
        assertThat(report.usage())
                .isEqualTo(new Usage(1500, 20, Optional.of(new BigDecimal("0.25")), "reported"));
        var limited = machine.file("log", "error: 429 rate limit\n");
        assertThat(goose(machine.user()).read(limited, new Exit.Exited(1)).result())
                .isInstanceOf(Result.RateLimited.class);
    }
}
