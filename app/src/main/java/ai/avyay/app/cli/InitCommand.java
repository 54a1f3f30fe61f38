package ai.avyay.app.cli;

import ai.avyay.app.Founding;
import ai.avyay.app.Site;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Prepares a repository.
@Command(
        name = "init",
        description =
                "Look at this repository and write a small avyay.yaml for it; nothing is overwritten.")
final class InitCommand implements Callable<Integer> {
    private final Site site;

    InitCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        site.terminal().print(new Founding(site).found());
        return 0;
    }
}
