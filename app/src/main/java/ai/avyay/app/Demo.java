package ai.avyay.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Shows the main job on a small project of its own: the same code as `up`, with a person played
/// who approves.
public final class Demo {
    private final Situation situation;

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
        terminal.print(
                "Its tasks are in the queue; the agent is `shell`, so no model and no key is needed.");
        var code = new Up(site, new DemoGuest(site)).run(Up.Until.DONE);
        terminal.print("");
        terminal.print(new ReportPage(site).lines());
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
            throw CommandException.refused(
                    "%s cannot be used: %s".formatted(wanted, e.getMessage()));
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("avyay-demo-").toRealPath();
        } catch (IOException e) {
            throw CommandException.failed(
                    "no scratch folder can be made: %s; name one with --in"
                            .formatted(e.getMessage()));
        }
    }

    private static void farewell(Terminal terminal, Path folder) {
        terminal.print("");
        terminal.print("It is all in " + folder + ". Look around:");
        terminal.print(
                List.of(
                        "  cd " + folder,
                        "  git log main                        what was built, a commit a task",
                        "  git -C .avyay/queue log             how: every state change",
                        "  avyay show add-money                the attempt that failed, its report, and the one that passed",
                        "  avyay show set-version              the conflict (or rename-product, whichever came second)",
                        "Then, in a repository of your own: avyay init"));
    }
}
