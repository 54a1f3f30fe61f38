package ai.avyay.app.cli;

import ai.avyay.app.Site;
import ai.avyay.app.Up;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the engine.
@Command(
        name = "up",
        description =
                "Work on the queue. Control-C once lets running attempts finish, twice hands them back.")
final class UpCommand implements Callable<Integer> {
    private final Site site;

    @Option(
            names = "--until-idle",
            description =
                    "End when nothing is left that could go on without you: 0 if all is done, else 3.")
    private boolean untilIdle;

    UpCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Up(site, Up.Guest.NONE).run(untilIdle ? Up.Until.IDLE : Up.Until.TOLD);
    }
}
