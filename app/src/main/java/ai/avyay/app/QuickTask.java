package ai.avyay.app;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// A task as it is given on the command line.
public record QuickTask(
        Optional<String> id,
        Optional<String> title,
        Optional<String> type,
        Optional<String> agent,
        Optional<String> instructions,
        List<String> deliverables) {
    private static final int LONGEST_ID = 48;

    public QuickTask {
        deliverables = List.copyOf(deliverables);
    }

    /// The task in the queue's form.
    public Wish.Page page() {
        var root = JsonMapper.shared().createObjectNode();
        var task = root.putObject("tasks").putObject(id.orElseGet(this::named));
        title.ifPresent(text -> task.put("title", text));
        type.ifPresent(text -> task.put("type", text));
        agent.ifPresent(text -> task.put("agent", text));
        instructions.ifPresent(text -> task.put("instructions", text));
        if (!deliverables.isEmpty()) {
            var paths = task.putArray("expected_deliverables");
            deliverables.forEach(paths::add);
        }
        return new Wish.Page("the command line", root.toString());
    }

    private String named() {
        var words =
                title.or(() -> instructions)
                        .orElse("task")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+", "");
        var cut = words.length() > LONGEST_ID ? words.substring(0, LONGEST_ID) : words;
        var name = cut.replaceAll("-+$", "");
        return name.isEmpty() ? "task" : name;
    }
}
