package ai.avyay.agents;

import ai.avyay.engine.Agent;
import ai.avyay.testkit.AgentContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// Every agent that ships keeps to what every agent must do.
class AgentContractTest {
    abstract static class Shipped extends AgentContract {
        private final String name;
        @TempDir private Path root;

        Shipped(String name) {
            this.name = name;
        }

        @Override
        protected Agent agent() {
            var machine = new Machine(root);
            try {
                machine.program("bin/" + name, "");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return Machine.agent(
                    name,
                    AgentSettings.DEFAULT,
                    machine.user(
                            "ANTHROPIC_API_KEY", "secret-a",
                            "OPENAI_API_KEY", "secret-o",
                            "GEMINI_API_KEY", "secret-g",
                            "DASHSCOPE_API_KEY", "secret-d"));
        }
    }

    @Nested
    class Claude extends Shipped {
        Claude() {
            super("claude");
        }
    }

    @Nested
    class Codex extends Shipped {
        Codex() {
            super("codex");
        }
    }

    @Nested
    class Gemini extends Shipped {
        Gemini() {
            super("gemini");
        }
    }

    @Nested
    class Opencode extends Shipped {
        Opencode() {
            super("opencode");
        }
    }

    @Nested
    class Qwen extends Shipped {
        Qwen() {
            super("qwen");
        }
    }

    @Nested
    class Aider extends Shipped {
        Aider() {
            super("aider");
        }
    }

    @Nested
    class Shell extends Shipped {
        Shell() {
            super("shell");
        }
    }
}
