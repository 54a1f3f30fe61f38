package ai.avyay.app.cli;

import ai.avyay.app.Demo;
import ai.avyay.app.Site;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows the main job.
@Command(
        name = "demo",
        description =
                "Show the engine at work on a small project of its own: offline, no model, no key.")
final class DemoCommand implements Callable<Integer> {
    private final Site site;

    @Option(
            names = "--in",
            paramLabel = "DIR",
            description =
                    "An empty or new folder for the project; without it, a scratch folder that is named.")
    private @Nullable Path folder;

    DemoCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Demo(site.situation()).run(Optional.ofNullable(folder));
    }
}
