package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A hub that is deleted or damaged: what was shipped stays, what is whole is kept, what is lost is
/// done again, and people are told.
@Timeout(600)
class LostHubIT {
    private static final int WAITS_FOR_PERSON = 3;

    @TempDir private Path folder = Path.of("/");
    private Scratch scratch;

    @BeforeEach
    void a_project() throws Exception {
        Scratch.assumeContained();
        scratch = new Scratch(folder, Map.of());
        scratch.begin(Map.of(Configuration.FILE, configuration("sleep 600")));
    }

    private static String configuration(String check) {
        return """
        agents: { default: shell }
        checks: { slow: { run: "%s" } }
        types:
          plain: { checks: [] }
          prose: { review: required, checks: [] }
          code: { checks: [slow] }
        """
                .formatted(check);
    }

    private static String task(String id, String type) {
        return "  %1$s: { title: Write %1$s, type: %2$s, instructions: \"echo %1$s > %1$s.txt\", expected_deliverables: [%1$s.txt] }\n"
                .formatted(id, type);
    }

    private Path hub() {
        return scratch.repository().resolve(".avyay/hub.git");
    }

    @Test
    void deleted_all_that_only_it_had_is_done_again() throws Exception {
        scratch.add(
                "tasks:\n" + task("note", "plain") + task("poem", "prose") + task("tool", "code"));
        var up = scratch.start("up");
        scratch.until(up, Map.of("verifying", 1, "in_review", 1));
        scratch.kill(up);
        scratch.said();
        var shipped = scratch.git("rev-parse", "main");
        scratch.write(Configuration.FILE, configuration("true"));
        Scratch.delete(hub());
        scratch.said();

        assertThat(scratch.avyay("show", "poem").done()).contains("cannot be shown");
        var again = scratch.avyay("up", "--until-idle");

        assertThat(again.exit()).as(again.output()).isEqualTo(WAITS_FOR_PERSON);
        assertThat(again.output())
                .contains("poem is done again: its work, commit")
                .contains("tool is done again: its work, commit")
                .doesNotContain("note is done again");
        assertThat(scratch.avyay("show", "tool").done())
                .contains("Attempt 1 lost", "Attempt 2 done");
        assertThat(scratch.avyay("show", "poem").done()).contains("+poem");
        scratch.avyay("approve", "poem").done();
        assertThat(scratch.avyay("up", "--until-idle").exit()).isZero();
        scratch.git("merge-base", "--is-ancestor", shipped.strip(), "avyay/main");
        assertThat(scratch.git("ls-tree", "--name-only", "avyay/main"))
                .contains("note.txt", "poem.txt", "tool.txt");
        scratch.git("--git-dir=.avyay/hub.git", "fsck", "--strict");
    }

    @Test
    void damaged_it_is_made_again_with_what_is_whole() throws Exception {
        scratch.add("tasks:\n" + task("note", "plain") + task("poem", "prose"));
        scratch.avyay("up", "--until-idle");
        Files.writeString(hub().resolve("refs/heads/avyay/main"), "");

        assertThat(scratch.avyay("list").output()).contains("poem");
        var again = scratch.avyay("up", "--until-idle");

        assertThat(again.output())
                .containsOnlyOnce("the hub was damaged")
                .contains("hub.git.damaged-")
                .containsOnlyOnce("the work of 2 attempts was taken over")
                .doesNotContain("done again");
        assertThat(again.exit()).isEqualTo(WAITS_FOR_PERSON);
        scratch.avyay("show", "poem").done();
        scratch.avyay("approve", "poem").done();
        assertThat(scratch.avyay("up", "--until-idle").done()).doesNotContain("damaged");
        assertThat(scratch.repository().resolve("poem.txt")).exists();
    }

    @Test
    void damaged_while_up_runs_it_is_made_again_and_up_goes_on() throws Exception {
        scratch.add("tasks:\n" + task("note", "plain") + task("poem", "prose"));
        var up = scratch.start("up");
        scratch.until(up, Map.of("in_review", 1));
        Scratch.delete(hub().resolve("objects"));
        scratch.add("tasks:\n" + task("more", "prose"));
        scratch.until(up, Map.of("in_review", 2));
        assertThat(up.isAlive()).isTrue();
        assertThat(scratch.avyay("log").output()).contains("poem: lost");
        scratch.kill(up);
    }
}
