package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A person's part: work that waits for a review, seen, sent back and accepted.
@Timeout(300)
class ReviewIT {
    private static final Pattern COMMIT = Pattern.compile("--commit ([0-9a-f]{7,40})");
    private static final int STUCK_OR_WAITING = 3;

    @TempDir private Path folder = Path.of("/");
    private Scratch scratch;

    @BeforeEach
    void a_task_whose_work_needs_a_review() throws Exception {
        Scratch.assumeContained();
        scratch = new Scratch(folder, Map.of());
        scratch.begin(
                Map.of(
                        Configuration.FILE,
                        "agents: { default: shell }\ntypes: { prose: { review: required } }\n"));
        scratch.add(
                """
                tasks:
                  poem:
                    title: Write a poem
                    type: prose
                    instructions: |
                      if grep -q shorter "$AVYAY_REPORT" 2>/dev/null
                      then echo short > poem.txt
                      else printf 'long\\nand longer\\n' > poem.txt
                      fi
                    expected_deliverables: [poem.txt]
                """);
    }

    private String said(String... arguments) throws Exception {
        return scratch.avyay(arguments).done();
    }

    private void until(int exit) throws Exception {
        var up = scratch.avyay("up", "--until-idle");
        assertThat(up.exit()).as(up.output()).isEqualTo(exit);
    }

    @Test
    void it_is_seen_sent_back_with_a_word_and_accepted_by_its_commit() throws Exception {
        until(STUCK_OR_WAITING);
        assertThat(said("list", "--review"))
                .contains("poem  Write a poem  waits for")
                .contains("scored 100, needs 80 · 1 file changed, 2 insertions(+)")
                .contains("avyay show poem");
        assertThat(said("list", "--review", "--json")).contains("\"status\" : \"in_review\"");
        var first = commit(said("show", "poem"));
        assertThat(said("show", "poem")).contains("+and longer").contains("avyay approve poem");

        said("reject", "poem", "--feedback", "make it shorter");
        until(STUCK_OR_WAITING);
        assertThat(said("show", "poem")).contains("+short").contains("make it shorter");
        var outdated = scratch.avyay("approve", "poem", "--commit", first);
        assertThat(outdated.exit()).isEqualTo(STUCK_OR_WAITING);
        assertThat(outdated.output()).contains("look again with `avyay show poem`");

        said("approve", "poem", "--commit", commit(said("show", "poem")));
        until(0);
        assertThat(scratch.repository().resolve("poem.txt")).hasContent("short");
        assertThat(said("list", "--review")).contains("nothing waits for a review");
        assertThat(said("show", "poem", "--json"))
                .contains("\"requested_at\"")
                .contains("\"opened_at\"")
                .contains("\"decided_at\"");
        assertThat(said("report")).contains("2 decided, 1 sent back");
    }

    private static String commit(String page) {
        var found = COMMIT.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }
}
