package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a newcomer runs first: the demonstration, from its first line to what it says to type next.
@Timeout(300)
class DemoIT {
    private static final int TASKS = 12;
    private static final String NEXT = "Look around:";

    @TempDir private Path folder = Path.of("/");
    private Scratch scratch;
    private String said = "";

    @BeforeEach
    void the_demo_is_run() throws Exception {
        Scratch.assumeContained();
        scratch = new Scratch(folder, Map.of());
        Files.createDirectories(scratch.repository());
        said = scratch.avyay("demo", "--in", scratch.repository().toString()).done();
    }

    private String asked(String... arguments) throws Exception {
        return scratch.avyay(arguments).done();
    }

    @Test
    void it_builds_all_its_tasks_and_what_it_tells_really_happened() throws Exception {
        assertThat(said).contains("all done", "The demo approved release-notes");
        every_task_is_done_and_a_commit_on_the_branch();
        the_work_that_failed_its_check_passed_once_it_had_the_report();
        one_of_two_that_changed_the_same_line_conflicted_and_went_on();
        the_review_was_asked_for_and_decided();
        what_it_says_to_type_next_works();
    }

    private void every_task_is_done_and_a_commit_on_the_branch() throws Exception {
        assertThat(asked("list", "--all")).contains(TASKS + " done").doesNotContain("waiting");
        var tasks = scratch.git("log", "--format=%(trailers:key=Task,valueonly)", "main");
        assertThat(tasks.lines().filter(line -> !line.isBlank()))
                .hasSize(TASKS)
                .doesNotHaveDuplicates();
        assertThat(scratch.git("status", "--porcelain")).isEmpty();
        assertThat(said).containsPattern("done +" + TASKS);
    }

    private void the_work_that_failed_its_check_passed_once_it_had_the_report() throws Exception {
        assertThat(events("add-money")).containsSubsequence("retry (attempt 1)", "done as");
        assertThat(asked("show", "add-money")).contains("test_cents_keep_their_zero");
        assertThat(scratch.git("show", "main:lib/money.sh")).contains("%.2f");
    }

    private void one_of_two_that_changed_the_same_line_conflicted_and_went_on() throws Exception {
        var both = events("set-version") + events("rename-product");
        assertThat(both).containsOnlyOnce("conflict (attempt 1)");
        assertThat(scratch.git("show", "main:lib/version.sh")).contains("abacus 0.2");
    }

    private void the_review_was_asked_for_and_decided() throws Exception {
        assertThat(events("release-notes"))
                .containsSubsequence("waits for review", "approved by the demo", "done as");
        assertThat(asked("report")).contains("1 decided, 0 sent back");
    }

    /// What the queue's history has of a task, oldest first.
    private String events(String task) throws Exception {
        return scratch.git("-C", ".avyay/queue", "log", "--reverse", "--format=%s")
                .lines()
                .filter(line -> line.startsWith(task + ": "))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private void what_it_says_to_type_next_works() throws Exception {
        assertThat(said).contains(NEXT).contains("avyay init");
        var commands =
                said.substring(said.indexOf(NEXT))
                        .lines()
                        .filter(line -> line.startsWith("  "))
                        .map(line -> line.strip().split(" {2,}", 2)[0])
                        .toList();
        assertThat(commands).first().isEqualTo("cd " + scratch.repository());
        for (var command : commands.subList(1, commands.size())) {
            var words = List.of(command.split(" "));
            var rest = words.subList(1, words.size()).toArray(String[]::new);
            var output = words.getFirst().equals("git") ? scratch.git(rest) : asked(rest);
            assertThat(output).as(Arrays.toString(rest)).isNotBlank();
        }
        assertThat(commands).hasSize(5);
    }
}
