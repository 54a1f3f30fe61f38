package ai.avyay.documents;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/// Puts what a parser says about broken syntax into one line for people.
final class Syntax {
    private static final Pattern TAIL =
            Pattern.compile("\\s*(\\(start marker at .*|\\(for .* starting at .*)", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("in reader, line (\\d+), column (\\d+)");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST = 200;

    private Syntax() {}

    /// What is wrong. The YAML parser adds places and snippets in lines of their own that begin
    /// with a blank; they are left out, since every complaint has a place.
    static String complaint(JacksonException broken) {
        var message = broken.getOriginalMessage();
        if (message == null || message.isBlank()) {
            return "this is not understood, correct it";
        }
        var plain =
                TAIL.matcher(message)
                        .replaceAll("")
                        .lines()
                        .filter(line -> !line.startsWith(" "))
                        .collect(Collectors.joining(", "));
        var line = SPACE.matcher(plain).replaceAll(" ").strip();
        return (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + ", correct it";
    }

    /// The place that the YAML parser names, if it names just one: its own location may be that of
    /// the token before.
    static Optional<Place> place(JacksonException broken) {
        var named = PLACE.matcher(String.valueOf(broken.getOriginalMessage())).results().toList();
        return named.size() == 1 ? Optional.of(place(named.getFirst())) : Optional.empty();
    }

    private static Place place(MatchResult named) {
        return new Place(Integer.parseInt(named.group(1)), Integer.parseInt(named.group(2)));
    }
}
