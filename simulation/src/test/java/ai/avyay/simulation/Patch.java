package ai.avyay.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A change of source files, as `git diff` writes it. What comes before the first file is its
/// title.
///
/// Where a hunk belongs is found by its lines alone, which must stand in the file just once, so
/// that it still fits when other lines have moved it.
record Patch(String title, Map<String, List<Hunk>> files) {
    private static final String OLD_NAME = "--- a/";
    private static final String NEW_NAME = "+++ ";

    /// Lines that stand together, before and after.
    private record Hunk(List<String> before, List<String> after) {
        Hunk() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(String line) {
            var text = line.isEmpty() ? line : line.substring(1);
            if (!line.startsWith("+")) {
                before.add(text);
            }
            if (!line.startsWith("-")) {
                after.add(text);
            }
        }
    }

    static Patch parse(String text) {
        var lines = text.lines().toList();
        var files = new TreeMap<String, List<Hunk>>();
        List<Hunk> hunks = new ArrayList<>();
        for (var line : lines) {
            if (line.startsWith(OLD_NAME)) {
                hunks = new ArrayList<>();
                files.put(line.substring(OLD_NAME.length()), hunks);
            } else if (line.startsWith("@@")) {
                hunks.add(new Hunk());
            } else if (line.startsWith("diff ")) {
                hunks = new ArrayList<>();
            } else if (!hunks.isEmpty() && !line.startsWith(NEW_NAME)) {
                hunks.getLast().add(line);
            }
        }
        return new Patch(lines.getFirst(), files);
    }

    /// The changed files by their paths.
    ///
    /// @param source the present text of the file at a path
    Map<String, String> applied(UnaryOperator<String> source) {
        var changed = new TreeMap<String, String>();
        files.forEach((path, hunks) -> {
            var text = source.apply(path);
            for (var hunk : hunks) {
                text = applied(path, text, hunk);
            }
            changed.put(path, text);
        });
        return changed;
    }

    private static String applied(String path, String text, Hunk hunk) {
        var before = String.join("\n", hunk.before()) + "\n";
        var at = text.indexOf(before);
        if (at < 0 || text.indexOf(before, at + 1) >= 0) {
            throw new IllegalArgumentException(
                    "not just once in %s, make the patch anew:%n%s".formatted(path, before));
        }
        return text.substring(0, at)
                + String.join("\n", hunk.after())
                + "\n"
                + text.substring(at + before.length());
    }
}
