package ai.avyay.gates;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Text of foreign programs, made fit for a report: no control characters, no colours, bounded.
final class Plain {
    static final int LINE = 300;
    private static final Pattern ESCAPE =
            Pattern.compile(
                    "\\x1B(?:\\[[0-?]{0,64}[ -/]{0,16}[@-~]|\\][^\\x07\\x1B]{0,512}(?:\\x07|\\x1B\\\\)|[@-Z\\\\^_])");
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029]+");
    private static final Pattern BLANK = Pattern.compile("\\s+");

    private Plain() {}

    /// One line of at most [#LINE] characters.
    static String line(String text) {
        return line(text, LINE);
    }

    static String line(String text, int limit) {
        var head = text.length() > limit * 8 ? text.substring(0, limit * 8) : text;
        var seen = INVISIBLE.matcher(ESCAPE.matcher(head).replaceAll("")).replaceAll(" ");
        var plain = BLANK.matcher(seen).replaceAll(" ").strip();
        return plain.length() <= limit ? plain : plain.substring(0, limit - 1) + "…";
    }

    /// At most `most` of `texts` as single lines; the last one then counts the rest.
    static List<String> lines(List<String> texts, int most) {
        var kept = new ArrayList<String>();
        for (var text : texts) {
            if (kept.size() == most - 1 && texts.size() > most) {
                kept.add("… and " + (texts.size() - kept.size()) + " more");
                break;
            }
            kept.add(line(text));
        }
        return List.copyOf(kept);
    }

    /// `a, b, c and 4 more`.
    static String list(List<String> names, int most) {
        var shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() <= most ? shown : shown + " and " + (names.size() - most) + " more";
    }
}
