package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A repository that was copied with its `.avyay`, as to another machine, and both go on.
@Timeout(600)
class CopiedStateIT {
    @TempDir private Path folder = Path.of("/");

    @Test
    void the_copy_takes_nothing_that_runs_for_its_own_and_each_ships_to_its_own_branch()
            throws Exception {
        Scratch.assumeContained();
        var scratch = new Scratch(folder, Map.of());
        scratch.begin(Map.of(Configuration.FILE, "agents: { default: shell }\n"));
        scratch.add(
                "{ task: note, title: Note, instructions: \"test -e slow || sleep 8; echo a > note.txt\", expected_deliverables: [note.txt] }");
        var up = scratch.start("up", "--until-idle");
        scratch.until(up, Map.of("running", 1));
        var copy = scratch.copy("copy");

        var there = copy.avyay("up", "--until-idle");

        assertThat(there.exit()).as(there.output()).isZero();
        assertThat(copy.avyay("show", "note").done()).contains("Attempt 1 lost", "Attempt 2 done");
        assertThat(up.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(up.exitValue()).isZero();
        assertThat(scratch.avyay("show", "note").done())
                .contains("Attempt 1 done")
                .doesNotContain("Attempt 2");
        for (var each : new Scratch[] {scratch, copy}) {
            each.said();
            assertThat(each.git("log", "--format=%s", "--grep", "^Task: note", "main").lines())
                    .hasSize(1);
            each.git("--git-dir=.avyay/hub.git", "fsck", "--strict");
        }
    }
}
