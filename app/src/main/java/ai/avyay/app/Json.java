package ai.avyay.app;

import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Explanation;
import ai.avyay.queue.QueueHistory;
import ai.avyay.queue.TaskDifference;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
    public static String log(List<QueueHistory.Entry> entries) {
        var root = MAPPER.createObjectNode();
        putLog(root, entries);
        return pretty(root);
    }

    private static void putLog(ObjectNode root, List<QueueHistory.Entry> entries) {
        var lines = root.putArray("log");
        entries.forEach(entry ->
                lines.addObject()
                        .put("commit", entry.commit())
                        .put("at", entry.at().toString())
                        .put("subject", entry.subject()));
    }

    /// What differs between two revisions of the queue.
    public static String diff(List<TaskDifference> differences) {
        var root = MAPPER.createObjectNode();
        var tasks = root.putObject("tasks");
        for (var difference : differences) {
            var task = tasks.putObject(difference.task().value());
            task.put("kind", difference.kind().name().toLowerCase(Locale.ROOT));
            var fields = task.putObject("fields");
            for (var field : difference.fields()) {
                var values = fields.putObject(field.field());
                field.before().ifPresent(json -> values.set("before", MAPPER.readTree(json)));
                field.after().ifPresent(json -> values.set("after", MAPPER.readTree(json)));
            }
        }
        return pretty(root);
    }

    /// What `watch` shows: the nodes, where each task stands and why, and the last lines of the
    /// log.
    public static String scene(Scene scene, Instant now) {
        var board = scene.board();
        var root = MAPPER.createObjectNode();
        root.put("title", scene.title()).put("at", now.toString());
        root.put("dispatching", board.sightings().dispatching());
        var nodes = root.putArray("nodes");
        board.policy()
                .nodes()
                .forEach(node -> {
                    var each =
                            nodes.addObject().put("name", node.name()).put("slots", node.slots());
                    node.capabilities().stream()
                            .sorted()
                            .forEach(each.putArray("capabilities")::add);
                });
        var tasks = root.putArray("tasks");
        board.state()
                .live()
                .values()
                .forEach(task -> {
                    var why = Explanation.why(board, task.id(), now);
                    var each = tasks.addObject().put("task", task.id().value());
                    each.put("status", task.status().word()).put("headline", why.headline());
                    task.lease().ifPresent(lease -> each.put("node", lease.node()));
                    why.reasons().forEach(each.putArray("reasons")::add);
                });
        putLog(root, scene.recent());
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

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// `value` for people and programs.
    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
