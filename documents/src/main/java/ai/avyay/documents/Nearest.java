package ai.avyay.documents;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds the word that somebody probably meant.
public final class Nearest {
    private static final int LISTED = 12;

    private Nearest() {}

    /// The known word that `word` is a slip of: at most a third of its letters differ.
    public static Optional<String> to(String word, Collection<String> known) {
        var bound = Math.min(Math.max(1, word.length() / 3), word.length() - 1);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= bound)
                .min(
                        Comparator.comparingInt((String candidate) -> distance(word, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// The end of a complaint about `word`: the nearest right one, or all of them if they are few.
    public static String advice(String word, Collection<String> known) {
        return to(word, known)
                .map(right -> ", did you mean '" + right + "'?")
                .orElseGet(() -> ", use one of: " + list(known));
    }

    private static String list(Collection<String> known) {
        var sorted = new TreeSet<>(known);
        var more = sorted.size() > LISTED ? ", …" : "";
        return sorted.stream().limit(LISTED).collect(Collectors.joining(", ")) + more;
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the
    /// other.
    private static int distance(String from, String to) {
        var left = plain(from);
        var right = plain(to);
        var rows = new int[left.length() + 1][right.length() + 1];
        for (var i = 0; i <= left.length(); i++) {
            for (var j = 0; j <= right.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, left, right, i, j);
            }
        }
        return rows[left.length()][right.length()];
    }

    private static int step(int[][] rows, String left, String right, int i, int j) {
        var same = left.charAt(i - 1) == right.charAt(j - 1);
        var best =
                Math.min(
                        Math.min(rows[i - 1][j], rows[i][j - 1]) + 1,
                        rows[i - 1][j - 1] + (same ? 0 : 1));
        var swapped =
                i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
