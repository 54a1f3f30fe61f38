package ai.avyay.engine;

import java.util.List;
import java.util.Optional;

/// A program that does a task's work.
public interface Agent {
    String name();

    /// Whether it calls a model, so that it must not run where the sandbox cannot be enforced.
    boolean usesModel();

    /// Why it cannot run here and what to install; empty if it can.
    Optional<String> missing();

    /// How to run it for `prompt`; the workspace is its working directory.
    Invocation invocation(Prompt prompt);

    /// What the program says in its log, seen together with how it ended.
    AgentReport read(java.nio.file.Path log, Exit exit);

    /// What the agent is asked.
    ///
    /// @param file where the prompt stands outside the work tree, readable in the sandbox at the
    ///   same path
    /// @param instructions the task's own, without what the engine says around them
    record Prompt(
            String text, java.nio.file.Path file, String instructions, Optional<String> model) {}

    /// A command with what it needs around it.
    record Invocation(
            List<String> command,
            java.util.Map<String, String> environment,
            Execution.Surroundings surroundings) {
        public Invocation {
            command = List.copyOf(command);
            environment = java.util.Map.copyOf(environment);
        }
    }
}
