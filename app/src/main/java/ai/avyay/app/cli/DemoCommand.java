package ai.avyay.app.cli;

import ai.avyay.app.CommandException;
import ai.avyay.app.Site;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Shows the main job.
@Command(
        name = "demo",
        description = "Show the engine at work on a small project of its own, offline.")
final class DemoCommand implements Callable<Integer> {

    DemoCommand(Site site) {}

    @Override
    public Integer call() {
        throw CommandException.refused("the demo is not here yet; begin with `avyay init`");
    }
}
