package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A task that has failed waits for a person, and goes when the person says so.
@Timeout(300)
class FailedTaskIT {
    private static final int STUCK_OR_WAITING = 3;

    @TempDir private Path folder = Path.of("/");
    private Scratch scratch;

    @BeforeEach
    void prepare() throws Exception {
        Scratch.assumeContained();
        scratch = new Scratch(folder, Map.of());
        scratch.begin(Map.of(Configuration.FILE, "agents: { default: shell }\n"));
        scratch.add("tasks: { big: { title: Too much, instructions: exit 1, max_attempts: 1 } }\n");
    }

    private void failed() throws Exception {
        var up = scratch.avyay("up", "--until-idle");
        assertThat(up.exit()).as(up.output()).isEqualTo(STUCK_OR_WAITING);
        assertThat(up.output())
                .contains("big failed; `avyay retry big` tries it again, `avyay abandon big`");
    }

    @Test
    void up_names_it_each_time_until_it_is_abandoned() throws Exception {
        failed();
        failed();
        assertThat(scratch.avyay("why", "big").done()).contains("`avyay abandon big` gives it up");

        scratch.avyay("abandon", "big", "--reason", "too big").done();

        assertThat(scratch.avyay("up", "--until-idle").done()).contains("all done");
        assertThat(scratch.avyay("list", "--all").done()).contains("1 abandoned");
        assertThat(scratch.avyay("log").done()).contains("big: abandoned: too big");
        assertThat(scratch.git("-C", ".avyay/queue", "ls-files", "done").lines()).hasSize(1);
        var again = scratch.avyay("abandon", "big");
        assertThat(again.exit()).isEqualTo(STUCK_OR_WAITING);
        assertThat(again.output()).contains("big is abandoned");
    }

    @Test
    void is_abandoned_while_the_engine_runs_too() throws Exception {
        failed();
        var up = scratch.start("up");
        try {
            while (!scratch.listens() && !up.waitFor(100, TimeUnit.MILLISECONDS)) {
                assertThat(up.isAlive()).isTrue();
            }
            assertThat(scratch.avyay("abandon", "big").done()).contains("big: abandoned");
        } finally {
            up.destroy();
            up.waitFor();
        }
        assertThat(scratch.avyay("list", "--all").done()).contains("1 abandoned");
    }
}
