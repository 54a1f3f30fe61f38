package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.testkit.Script;
import ai.avyay.testkit.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/// A real program that is stopped, or stops, before its work is done.
abstract class LimitsFixture {
    static final Script WRITE =
            Script.of(new Step.WriteFile("hello.txt", "hello\n"), new Step.Say("All done."));
    static final Duration REST = Duration.ofHours(30);

    @TempDir Path folder = Path.of("/");

    /// The file of an agent that ships inside, with `before` replaced.
    Path changed(String agent, String before, String after) throws IOException {
        return changed(agent, Map.of(before, after));
    }

    Path changed(String agent, Map<String, String> changes) throws IOException {
        try (var inside = Agents.class.getResourceAsStream(agent + ".yaml")) {
            var bytes = Optional.ofNullable(inside).orElseThrow().readAllBytes();
            var text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(text).contains(changes.keySet());
            for (var change : changes.entrySet()) {
                text = text.replace(change.getKey(), change.getValue());
            }
            return Files.writeString(folder.resolve(agent + ".yaml"), text);
        }
    }

    AgentRun.Outcome run(String agent, Map<String, String> variables, Path... own)
            throws Exception {
        return run(agent, "scripted", variables, List.of(own));
    }

    AgentRun.Outcome run(String agent, String model, Map<String, String> variables, List<Path> own)
            throws Exception {
        var settings =
                new AgentSettings(
                        AgentSettings.Login.KEY,
                        Map.of("OPENCODE_DISABLE_MODELS_FETCH", "1"),
                        Optional.of(model));
        return new AgentRun(folder, Programs.with(agent), variables, settings)
                .run(agent, "Create hello.txt", own, AgentRun.LONGEST);
    }
}
