package ai.avyay.app;

import ai.avyay.domain.EndedTask;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tasks as a table, the busiest first.
public final class TaskList {
    private static final int WIDEST_ID = 40;
    private static final int STATUS_WIDTH = 12;
    private static final List<Status> ORDER =
            List.of(
                    Status.RUNNING,
                    Status.VERIFYING,
                    Status.INTEGRATING,
                    Status.IN_REVIEW,
                    Status.WAITING,
                    Status.DONE,
                    Status.FAILED,
                    Status.ABANDONED);

    private TaskList() {}

    private record Row(TaskId id, Status status, int priority, String title) {
        static Row of(Task task) {
            var heading = task.definition().heading();
            return new Row(task.id(), task.status(), heading.priority(), heading.title());
        }

        static Row of(EndedTask task) {
            return new Row(task.id(), task.stage().status(), 0, task.title());
        }
    }

    /// The live tasks of `state` with a count of all.
    ///
    /// @param all whether the ended ones are listed too
    public static List<String> render(State state, boolean all, Terminal terminal) {
        var live = state.live().values().stream().map(Row::of);
        var ended = all ? state.ended().values().stream().map(Row::of) : Stream.<Row>empty();
        var rows =
                Stream.concat(live, ended)
                        .sorted(
                                Comparator.<Row>comparingInt(row -> ORDER.indexOf(row.status()))
                                        .thenComparing(Row::priority, Comparator.reverseOrder())
                                        .thenComparing(Row::id))
                        .toList();
        var lines = new ArrayList<String>();
        var width = rows.stream().mapToInt(row -> row.id().value().length()).max().orElse(0);
        for (var row : rows) {
            lines.add(line(row, Math.min(WIDEST_ID, width), terminal));
        }
        lines.add(counts(state));
        return lines;
    }

    private static String line(Row row, int idWidth, Terminal terminal) {
        var status = Phrases.pad(row.status().word(), STATUS_WIDTH);
        var room = terminal.width() - idWidth - STATUS_WIDTH - 3;
        return (Phrases.pad(row.id().value(), idWidth)
                        + "  "
                        + painted(row.status(), status, terminal.ink())
                        + " "
                        + Phrases.fit(row.title(), Math.max(10, room)))
                .stripTrailing();
    }

    private static String painted(Status status, String text, Ink ink) {
        return switch (status) {
            case RUNNING, VERIFYING, INTEGRATING -> ink.bold(text);
            case IN_REVIEW -> ink.notable(text);
            case DONE -> ink.good(text);
            case FAILED -> ink.bad(text);
            case WAITING, ABANDONED -> text;
        };
    }

    private static String counts(State state) {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        state.live().values().forEach(task -> counts.merge(task.status(), 1L, Long::sum));
        state.ended().values().forEach(task -> counts.merge(task.stage().status(), 1L, Long::sum));
        var words =
                ORDER.stream()
                        .filter(counts::containsKey)
                        .map(status -> counts.get(status) + " " + status.word())
                        .collect(Collectors.joining(", "));
        return words.isEmpty() ? "no tasks yet; add some with `avyay add FILE`" : words;
    }
}
