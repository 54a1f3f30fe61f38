package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The folder of the workspaces is lost, while nothing works in it and while something does.
@Timeout(600)
class LostDiskIT {
    @TempDir private Path folder = Path.of("/");

    @Test
    void what_worked_there_is_lost_counts_nothing_and_is_done_again() throws Exception {
        Scratch.assumeContained();
        var scratch = new Scratch(folder, Map.of());
        scratch.begin(Map.of(Configuration.FILE, "agents: { default: shell }\n"));
        scratch.add(
                "{ task: note, title: Note, max_attempts: 1, instructions: \"touch begun; sleep 3; echo a > note.txt\", expected_deliverables: [note.txt] }");
        var up = scratch.start("up", "--until-idle");
        var cache = folder.resolve("cache");
        while (!begun(cache)) {
            assertThat(up.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        try (var below = Files.newDirectoryStream(cache.resolve("avyay"))) {
            for (var each : below) {
                Files.move(each, folder.resolve("lost-" + each.getFileName()));
            }
        }
        assertThat(up.waitFor(4, TimeUnit.MINUTES)).isTrue();

        assertThat(up.exitValue()).as(scratch.said()).isZero();
        assertThat(scratch.avyay("show", "note").done())
                .contains("Attempt 1 lost", "Attempt 2 done");

        Scratch.delete(cache);
        scratch.add("{ task: more, title: More, instructions: \"echo a > more.txt\" }");
        assertThat(scratch.avyay("up", "--until-idle").done()).contains("all done");
    }

    private static boolean begun(Path cache) throws Exception {
        try (var below = Files.walk(cache)) {
            return below.anyMatch(path -> path.endsWith("begun"));
        } catch (java.io.UncheckedIOException changing) {
            return false;
        }
    }
}
