package ai.avyay.planning;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the name that was probably meant.
public final class Nearest {
    private Nearest() {}

    /// The known name with the smallest edit distance to `name`, if it is at most a third of its
    /// length.
    public static Optional<String> to(String name, Collection<String> known) {
        var limit = Math.min(Math.max(1, name.length() / 3), name.length() - 1);
        record Near(String name, int distance) {}
        return known.stream()
                .map(candidate -> new Near(candidate, distance(name, candidate)))
                .filter(near -> near.distance() <= limit)
                .min(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .map(Near::name);
    }

    /// Levenshtein's distance.
    private static int distance(String one, String other) {
        var previous = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var change = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[other.length()];
    }
}
