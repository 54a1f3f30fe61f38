package ai.avyay.app;

import ai.avyay.domain.EndedTask;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// What is left for a person when the engine has nothing more to do alone: the live tasks, and the
/// failed ones, which wait until somebody tries them again or gives them up.
record Remainder(Collection<Task> live, List<EndedTask> failed) {
    /// So many of each are named; `avyay list` has the others.
    static final int NAMED = 10;

    Remainder {
        live = List.copyOf(live);
        failed = List.copyOf(failed);
    }

    static Remainder of(State state) {
        return new Remainder(
                state.live().values(),
                state.ended().values().stream()
                        .filter(task -> task.stage().status() == Status.FAILED)
                        .sorted(Comparator.comparing(EndedTask::id))
                        .toList());
    }

    boolean isNothing() {
        return live.isEmpty() && failed.isEmpty();
    }

    /// A line a task, with what to do next.
    List<String> lines() {
        var lines = new ArrayList<String>();
        live.stream()
                .limit(NAMED)
                .map(task -> "%s %s; %s".formatted(task.id(), task.status().word(), next(task)))
                .forEach(lines::add);
        more(live.size(), "are left", "avyay list", lines);
        failed.stream()
                .limit(NAMED)
                .map(task ->
                        "%1$s failed; `avyay retry %1$s` tries it again, `avyay abandon %1$s` gives it up"
                                .formatted(task.id()))
                .forEach(lines::add);
        more(failed.size(), "failed", "avyay list --all", lines);
        return List.copyOf(lines);
    }

    private static void more(int all, String what, String command, List<String> lines) {
        if (all > NAMED) {
            lines.add("%d more %s; `%s` names them".formatted(all - NAMED, what, command));
        }
    }

    private static String next(Task task) {
        return task.stage() instanceof Stage.InReview
                ? "look at it with `avyay show %s`".formatted(task.id())
                : "`avyay why %s` says what it waits for".formatted(task.id());
    }
}
