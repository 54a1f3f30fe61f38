package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A queue that was deleted, and put back from a clone that a person had made of it.
@Timeout(600)
class LostQueueIT {
    private static final int REFUSED = 3;

    @TempDir private Path folder = Path.of("/");

    @Test
    void is_not_begun_anew_unseen_and_goes_on_from_its_clone() throws Exception {
        Scratch.assumeContained();
        var scratch = new Scratch(folder, Map.of());
        scratch.begin(
                Map.of(
                        Configuration.FILE,
                        "agents: { default: shell }\ntypes: { prose: { review: required } }\n"));
        scratch.add(
                """
                tasks:
                  note: { title: Note, instructions: "echo a > note.txt", expected_deliverables: [note.txt] }
                  poem: { title: Poem, type: prose, instructions: "echo a > poem.txt", expected_deliverables: [poem.txt] }
                """);
        scratch.avyay("up", "--until-idle");
        var backup = folder.resolve("backup").toString();
        scratch.git("clone", "--quiet", ".avyay/queue", backup);
        scratch.avyay("show", "poem").done();
        scratch.avyay("approve", "poem").done();
        scratch.add("{ task: late, title: Late, instructions: \"echo late > late.txt\" }");
        scratch.avyay("up", "--until-idle").done();
        Scratch.delete(scratch.repository().resolve(".avyay/queue"));

        for (var command : new String[] {"up", "list", "resume"}) {
            var refused = scratch.avyay(command);
            assertThat(refused.exit()).as(refused.output()).isEqualTo(REFUSED);
            assertThat(refused.output()).contains("the queue is gone", "git clone BACKUP", "mkdir");
        }
        assertThat(scratch.repository().resolve(".avyay/queue")).doesNotExist();

        scratch.git("clone", "--quiet", backup, ".avyay/queue");
        assertThat(scratch.avyay("list", "--all").done())
                .contains("in_review", "1 done")
                .doesNotContain("late");
        scratch.avyay("show", "poem").done();
        scratch.avyay("approve", "poem").done();
        scratch.add("{ task: late, title: Late, instructions: \"echo later > late.txt\" }");
        assertThat(scratch.avyay("up", "--until-idle").done()).contains("all done");

        assertThat(scratch.git("log", "--format=%s", "--grep", "^Task: poem", "avyay/main").lines())
                .as("what was shipped before is not shipped again")
                .hasSize(1);
        assertThat(scratch.git("show", "avyay/main:late.txt"))
                .as("what has the name of something lost is not taken for it")
                .isEqualTo("later\n");
        scratch.git("-C", ".avyay/queue", "fsck", "--strict");
    }

    @Test
    void is_begun_anew_where_a_person_makes_its_folder() throws Exception {
        Scratch.assumeContained();
        var scratch = new Scratch(folder, Map.of());
        scratch.begin(Map.of(Configuration.FILE, "agents: { default: shell }\n"));
        scratch.add("{ task: note, title: Note, instructions: \"echo a > note.txt\" }");
        scratch.avyay("up", "--until-idle").done();
        var queue = scratch.repository().resolve(".avyay/queue");
        Scratch.delete(queue);
        Files.createDirectory(queue);
        assertThat(scratch.avyay("list").done()).contains("no tasks yet");
        scratch.add("{ task: other, title: Other, instructions: \"echo a > other.txt\" }");
        assertThat(scratch.avyay("up", "--until-idle").done()).contains("all done");
    }
}
