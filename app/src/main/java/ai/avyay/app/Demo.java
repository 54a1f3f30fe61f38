package ai.avyay.app;

import ai.avyay.domain.Stage;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.Engine;
import ai.avyay.planning.Board;
import ai.avyay.planning.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Shows the main job on a small project of its own: the same code as `up`, with a person played who approves.
public final class Demo {
    private static final String REVIEWER = "the demo";

    private final Situation situation;
    private final Set<TaskId> approved = ConcurrentHashMap.newKeySet();

    public Demo(Situation situation) {
        this.situation = situation;
    }

    /// Builds the project in `wanted`, or in a scratch folder that it names.
    ///
    /// @return the exit code
    public int run(Optional<Path> wanted) throws InterruptedException {
        var terminal = situation.terminal();
        var folder = wanted.map(Demo::empty).orElseGet(Demo::scratch);
        DemoProject.makeIn(folder);
        var site = new Site(situation.in(folder));
        terminal.print("A small project with tests is in " + folder);
        site.ask(new Wish.Add(List.of(new Wish.Page("tasks.yaml", DemoProject.tasks()))));
        terminal.print("Its tasks are in the queue; the agent is `shell`, so no model and no key is needed.");
        var code = new Up(site).run(Up.Until.DONE, this::attend);
        farewell(terminal, folder);
        return code;
    }

    private static Path empty(Path folder) {
        var wanted = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(wanted);
            try (var files = Files.list(wanted)) {
                if (files.findAny().isPresent()) {
                    throw CommandException.refused(wanted + " is not empty; name a new folder");
                }
            }
            return wanted;
        } catch (IOException e) {
            throw CommandException.refused("%s cannot be used: %s".formatted(wanted, e.getMessage()));
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("avyay-demo-").toRealPath();
        } catch (IOException e) {
            throw CommandException.failed("no scratch folder can be made: %s; name one with --in".formatted(e.getMessage()));
        }
    }

    /// Plays the person who reviews.
    private void attend(Engine engine) {
        engine.onChange(board -> inReview(board).filter(approved::add).ifPresent(task -> Thread.ofVirtual()
                .start(() -> approve(engine, task))));
    }

    private static Optional<TaskId> inReview(Board board) {
        return board.active().stream()
                .flatMap(id -> board.state().task(id).stream())
                .filter(task -> task.stage() instanceof Stage.InReview)
                .map(ai.avyay.domain.Task::id)
                .findFirst();
    }

    private void approve(Engine engine, TaskId task) {
        try {
            situation.terminal().mention("the demo approves %s; with your own work you would look first: avyay show %s"
                    .formatted(task, task));
            engine.ask(new Request.Approve(task, Optional.empty(), REVIEWER));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void farewell(Terminal terminal, Path folder) {
        terminal.print("");
        terminal.print("It is all in " + folder + ". Look around:");
        terminal.print(List.of(
                "  cd " + folder,
                "  git log main                        what was built, a commit a task",
                "  git -C .avyay/queue log             how: every state change",
                "  avyay show add-money                the attempt that failed, its report, and the one that passed",
                "  avyay show set-version              the conflict (or rename-product, whichever came second)",
                "Then, in a repository of your own: avyay init"));
    }
}
