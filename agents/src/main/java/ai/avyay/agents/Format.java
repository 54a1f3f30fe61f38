package ai.avyay.agents;

/// The ways in which programs tell what they do, each named after the program that began it.
enum Format {
    CLAUDE,
    CODEX,
    GEMINI,
    OPENCODE,
    QWEN,
    TEXT;

    Transcript transcript(AgentFile.TextPatterns patterns) {
        return switch (this) {
            case CLAUDE -> new ClaudeTranscript(false);
            case QWEN -> new ClaudeTranscript(true);
            case CODEX -> new CodexTranscript();
            case GEMINI -> new GeminiTranscript();
            case OPENCODE -> new OpencodeTranscript();
            case TEXT -> new TextTranscript(patterns);
        };
    }
}
