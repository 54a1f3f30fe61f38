package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What an agent may bring into the hub; whatever is refused leaves no trace.
class IntakeTest extends IntakeFixture {
    @Test
    void work_that_descends_from_its_start_is_taken_in() {
        workshop.write("a", "1\n").commit("one");
        var head = workshop.write("b", "2\n").commit("two");
        assertThat(workshop.deliver(hub, ATTEMPT)).isEqualTo(head);
        assertThat(repositories.inHub("refs/attempts/api/1")).isEqualTo(head);
        assertThat(repositories.hubFolder().resolve("incoming")).isEmptyDirectory();
        repositories.gitInHub("fsck", "--strict");
    }

    @Test
    void history_beside_the_start_is_refused() {
        workshop.git("checkout", "--quiet", "--orphan", "other");
        workshop.write("a", "1\n").commit("from nothing");
        assertRefused(workshop.bundle("other"), "does not descend from " + start);
    }

    @Test
    void a_merge_of_the_start_and_history_of_its_own_is_taken_in() {
        workshop.git("checkout", "--quiet", "--orphan", "other");
        workshop.write("a", "1\n").commit("from nothing");
        workshop.git("checkout", "--quiet", "work");
        workshop.git("merge", "--quiet", "--allow-unrelated-histories", "-m", "both", "other");
        assertThat(workshop.deliver(hub, ATTEMPT).value())
                .isEqualTo(workshop.git("rev-parse", "work"));
    }

    @Test
    void work_that_starts_where_the_attempt_did_not_is_refused() {
        var before = start;
        start = ship("other", agent -> agent.write("other", "1\n"));
        repositories.gitInHub("update-ref", "-d", "refs/attempts/other/1");
        var file = raw.blob("x");
        var tree = raw.tree("100644", "x", file);
        var beside = raw.commit(tree, before.value());
        assertRefused(
                raw.bundle(before.value(), beside, tree, file), "does not descend from " + start);
    }

    @Test
    void names_that_some_file_system_takes_for_git_are_refused() {
        for (var name :
                new String[] {
                    ".git",
                    ".GIT",
                    "git~1",
                    ".git.",
                    ".git ",
                    ".g\u200cit",
                    "..",
                    ".",
                    ".git::$INDEX_ALLOCATION",
                    "x\\..\\.git"
                }) {
            var file = raw.blob("x");
            var inner = raw.tree("100644", "config", file);
            var outer = raw.tree("40000", name, inner);
            assertRefused(
                    raw.bundle(start.value(), raw.commit(outer, start.value()), outer, inner, file),
                    "malformed");
        }
    }

    @Test
    void harmless_names_that_look_odd_are_taken_in() {
        for (var name :
                new String[] {
                    ".github",
                    "git",
                    "a:b",
                    "aux",
                    "x2d\\x2d.mount",
                    "...",
                    "é",
                    "Read me ",
                    ".gitignore"
                }) {
            var file = raw.blob("x");
            var tree = raw.tree("100644", name, file);
            var bundle = raw.bundle(start.value(), raw.commit(tree, start.value()), tree, file);
            assertThat(hub.accept(ATTEMPT, start, new ByteArrayInputStream(bundle)))
                    .as(name)
                    .isNotNull();
        }
    }

    @Test
    void the_engines_own_folder_is_refused() {
        for (var name : new String[] {".avyay", ".AVYAY"}) {
            var file = raw.blob("x");
            var inner = raw.tree("100755", "post-update", file);
            var outer = raw.tree("40000", name, inner);
            assertRefused(
                    raw.bundle(start.value(), raw.commit(outer, start.value()), outer, inner, file),
                    "belongs to the engine");
        }
    }

    @Test
    void submodules_that_set_a_trap_are_refused() {
        var modules = "[submodule \"../../evil\"]\n\tpath = a\n\turl = https://example.org/a\n";
        workshop.write(".gitmodules", modules).commit("trap");
        assertRefused(workshop.bundle(), ".gitmodules is dangerous");
        var file = raw.blob("../../elsewhere");
        var link = raw.tree("120000", ".gitmodules", file);
        assertRefused(
                raw.bundle(start.value(), raw.commit(link, start.value()), link, file),
                "malformed");
    }

    @Test
    void many_attempts_deliver_at_once() throws Exception {
        var bundles = new ArrayList<Callable<CommitId>>();
        for (var i = 1; i <= 8; i++) {
            var attempt = new AttemptRef(ATTEMPT.task(), i);
            workshop.write("file" + i, i + "\n").commit("change " + i);
            var bundle = workshop.bundle();
            bundles.add(() -> hub.accept(attempt, start, new ByteArrayInputStream(bundle)));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var number = 1;
            for (var accepted : threads.invokeAll(bundles)) {
                assertThat(repositories.inHub("refs/attempts/api/" + number))
                        .isEqualTo(accepted.get());
                number++;
            }
        }
        repositories.gitInHub("fsck", "--strict");
    }
}
