package ai.avyay.documents;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// Puts what a parser says about broken syntax into one line for people.
final class Syntax {
    private static final Pattern TAIL =
            Pattern.compile("\\s*(\\(start marker at .*|\\(for .* starting at .*)", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST = 200;

    private Syntax() {}

    static String complaint(JacksonException broken) {
        var message = broken.getOriginalMessage();
        if (message == null || message.isBlank()) {
            return "this is not understood, correct it";
        }
        var line = SPACE.matcher(TAIL.matcher(message).replaceAll("")).replaceAll(" ").strip();
        return (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + ", correct it";
    }
}
