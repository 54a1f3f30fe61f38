package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.documents.DocumentException;
import java.util.List;

/// Configurations as they are read where all agents are known, and codex and a shell installed.
final class Configurations {
    private static final List<String> KNOWN =
            List.of("aider", "claude", "codex", "gemini", "opencode", "qwen", "shell");

    private Configurations() {}

    static ConfigurationReader reader(String... installed) {
        return new ConfigurationReader(new Programs(KNOWN, List.of(installed)));
    }

    static Configuration read(String text) {
        return reader("codex", "shell").read("avyay.yaml", text);
    }

    static void refused(String text, String complaint) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DocumentException.class)
                .hasMessage(complaint);
    }
}
