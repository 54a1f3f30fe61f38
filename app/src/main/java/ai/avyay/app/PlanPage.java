package ai.avyay.app;

import ai.avyay.domain.EngineState;
import ai.avyay.planning.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What would be started next, for a screen and for programs.
public record PlanPage(List<Planned> tasks, Optional<EngineState.Pause> pause) {
    public PlanPage {
        tasks = List.copyOf(tasks);
    }

    /// For a screen.
    public List<String> lines(Terminal terminal) {
        var lines = new ArrayList<String>();
        pause.ifPresent(paused ->
                lines.add(
                        "paused (%s): nothing starts until `avyay resume`; then:"
                                .formatted(paused.reason())));
        if (tasks.isEmpty()) {
            lines.add("nothing is ready; `avyay why ID` says what a task waits for");
        }
        for (var task : tasks) {
            lines.add(terminal.ink().bold(task.task().value()) + "  " + where(task));
            task.reasons()
                    .forEach(reason -> lines.add(Phrases.fit("    " + reason, terminal.width())));
        }
        return lines;
    }

    private static String where(Planned task) {
        return task.place()
                .map(place -> "would start on %s with %s".formatted(place.node(), place.agent()))
                .orElse("would wait");
    }

    /// For programs.
    public String json() {
        var root = Json.object();
        pause.ifPresent(paused -> root.put("paused", paused.reason()));
        var all = root.putArray("tasks");
        for (var task : tasks) {
            var each = all.addObject().put("task", task.task().value());
            task.place()
                    .ifPresent(place -> each.put("node", place.node()).put("agent", place.agent()));
            task.reasons().forEach(each.putArray("reasons")::add);
        }
        return Json.pretty(root);
    }
}
