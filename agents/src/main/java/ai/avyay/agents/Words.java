package ai.avyay.agents;

import ai.avyay.engine.Exit;

/// Short sentences for people.
final class Words {
    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_MESSAGE = 2_000;

    private Words() {}

    /// One line that fits a log line.
    static String reason(String text) {
        return shortened(text.replaceAll("\\s+", " ").strip(), LONGEST_REASON);
    }

    /// A program's closing words.
    static String message(String text) {
        return shortened(text.strip(), LONGEST_MESSAGE);
    }

    private static String shortened(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }

    static String of(Exit exit) {
        return switch (exit) {
            case Exit.Exited(var code) -> "exited with code " + code;
            case Exit.TimedOut(var after) -> "was stopped after " + after.toSeconds() + " s";
            case Exit.Silent(var after) -> "was stopped, silent for " + after.toSeconds() + " s";
            case Exit.NotStarted(var reason) -> "could not be started: " + reason;
            case Exit.Vanished(var reason) -> "was lost: " + reason;
        };
    }
}
