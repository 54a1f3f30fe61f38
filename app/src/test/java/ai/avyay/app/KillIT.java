package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of `avyay up` at random moments of the demonstration, and then again and again.
@Timeout(1200)
class KillIT {
    private static final int KILLS = Boolean.getBoolean("avyay.soak") ? 20 : 5;
    private static final int LONGEST_LIFE_MILLIS = 6_000;
    private static final int REFUSED = 3;
    private static final int TASKS = 12;

    @TempDir private Path folder = Path.of("/");

    @Test
    void every_task_is_done_once_and_nothing_is_left_behind() throws Exception {
        Scratch.assumeContained();
        var seed = System.nanoTime();
        var random = new Random(seed);
        var scratch = new Scratch(folder, Map.of());
        DemoProject.makeIn(scratch.repository());
        scratch.add(DemoProject.tasks());

        for (var kill = 1; kill <= KILLS; kill++) {
            var up = scratch.start("up", "--until-idle");
            var over = up.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
            up.destroyForcibly().waitFor();
            for (var worker : scratch.workers()) {
                worker.onExit().get(30, TimeUnit.SECONDS);
            }
            assertThat(scratch.workers()).as("after kill %d of seed %d", kill, seed).isEmpty();
            if (over) {
                scratch.avyay("show", "release-notes");
                scratch.avyay("approve", "release-notes");
            }
        }
        var story = finish(scratch);

        assertThat(shipped(scratch))
                .as("seed %d: %s", seed, story)
                .hasSize(TASKS)
                .doesNotHaveDuplicates();
        assertThat(scratch.avyay("list", "--all").output()).contains(TASKS + " done");
        scratch.git("-C", ".avyay/queue", "fsck", "--strict");
        scratch.git("--git-dir=.avyay/hub.git", "fsck", "--strict");
    }

    /// @return what was printed on the way
    private static String finish(Scratch scratch) throws Exception {
        var ended = scratch.avyay("up", "--until-idle");
        if (ended.exit() == REFUSED) {
            scratch.avyay("show", "release-notes");
            scratch.avyay("approve", "release-notes");
            ended = scratch.avyay("up", "--until-idle");
        }
        if (ended.exit() != 0) {
            fail(ended.output() + failures(scratch));
        }
        return ended.output();
    }

    /// What there is to say of tasks that failed.
    private static String failures(Scratch scratch) throws Exception {
        var pages = new StringBuilder();
        for (var line : scratch.avyay("list", "--all").output().lines().toList()) {
            if (line.contains(" failed ")) {
                pages.append(scratch.avyay("show", line.split(" ", 2)[0]).output());
            }
        }
        return pages.toString();
    }

    private static List<String> shipped(Scratch scratch) throws Exception {
        return scratch.git("log", "--format=%(trailers:key=Task,valueonly)", "avyay/main")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
