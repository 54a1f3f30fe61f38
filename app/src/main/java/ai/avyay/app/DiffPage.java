package ai.avyay.app;

import ai.avyay.queue.TaskDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What differs between two revisions of the queue, task by task and field by field.
public final class DiffPage {
    private static final int LONGEST = 200;
    private static final String INDENT = "    ";

    private DiffPage() {}

    /// The page; one line that says so if nothing differs.
    public static List<String> lines(List<TaskDifference> differences, Ink ink) {
        if (differences.isEmpty()) {
            return List.of("nothing differs");
        }
        var lines = new ArrayList<String>();
        for (var difference : differences) {
            lines.add(headline(difference, ink));
            if (difference.kind() == TaskDifference.Kind.CHANGED) {
                difference.fields().forEach(field -> add(field, lines, ink));
            }
        }
        return lines;
    }

    private static String headline(TaskDifference difference, Ink ink) {
        var name = difference.task().value();
        return switch (difference.kind()) {
            case ADDED -> ink.good("+ " + name) + value(difference, "title", true);
            case REMOVED -> ink.bad("- " + name) + value(difference, "title", false);
            case CHANGED -> ink.bold("  " + name);
        };
    }

    private static String value(TaskDifference difference, String field, boolean after) {
        return difference.fields().stream()
                .filter(each -> each.field().equals(field))
                .flatMap(each -> (after ? each.after() : each.before()).stream())
                .map(text -> "  " + Phrases.fit(text, LONGEST))
                .findFirst()
                .orElse("");
    }

    private static void add(TaskDifference.FieldDifference field, List<String> lines, Ink ink) {
        lines.add(INDENT + field.field());
        side(field.before(), "- ").ifPresent(line -> lines.add(ink.bad(line)));
        side(field.after(), "+ ").ifPresent(line -> lines.add(ink.good(line)));
    }

    private static Optional<String> side(Optional<String> json, String sign) {
        return json.map(text -> INDENT + "  " + sign + Phrases.fit(text, LONGEST));
    }
}
