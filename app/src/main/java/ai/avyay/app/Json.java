package ai.avyay.app;

import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Explanation;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// What commands print with `--json`.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /// The live tasks of `state` in the queue's form, with the ended ones if `all`.
    public static String tasks(QueueAccess queue, State state, boolean all) {
        var ended =
                all
                        ? state.ended().keySet().stream()
                                .sorted()
                                .flatMap(id -> queue.ended(id).stream())
                        : Stream.<Task>empty();
        return tasks(queue, Stream.concat(state.live().values().stream(), ended).toList());
    }

    /// `tasks` in the queue's form.
    public static String tasks(QueueAccess queue, Collection<Task> tasks) {
        var root = MAPPER.createObjectNode();
        var all = root.putObject("tasks");
        tasks.forEach(task -> all.set(task.id().value(), MAPPER.readTree(queue.json(task))));
        return pretty(root);
    }

    /// The lines of a log.
    public static String log(List<Scene.LogEntry> entries) {
        var root = MAPPER.createObjectNode();
        var lines = root.putArray("log");
        entries.forEach(entry ->
                lines.addObject().put("at", entry.at().toString()).put("subject", entry.subject()));
        return pretty(root);
    }

    /// Why a task stands where it stands.
    public static String why(TaskId task, Explanation why) {
        var root = MAPPER.createObjectNode();
        root.put("task", task.value()).put("headline", why.headline());
        why.reasons().forEach(root.putArray("reasons")::add);
        why.next().forEach(root.putArray("next")::add);
        return pretty(root);
    }

    /// `value` for people and programs.
    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
