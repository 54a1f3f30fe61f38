package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Hub.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an attempt starts from.
class StartsTest extends HubFixture {
    private static final AttemptRef SECOND = new AttemptRef(Tasks.attempt("api").task(), 2);

    private Path artifact(String name, String text) {
        Repositories.writeIn(folder, "artifacts/" + name, text);
        return folder.resolve("artifacts").resolve(name);
    }

    private String show(CommitId commit, String path) {
        return repositories.gitInHub("show", commit + ":" + path);
    }

    @Test
    void without_anything_lent_it_is_the_tip() {
        var start = start(Tasks.attempt("api"));
        assertThat(start)
                .isEqualTo(new Hub.Start(repositories.head(), repositories.head(), List.of()));
    }

    @Test
    void lent_artifacts_are_the_last_commit_of_the_base() throws IOException {
        var script = artifact("run.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        var lent =
                Map.of(
                        "schema/api.yaml",
                        artifact("api.yaml", "paths: {}\n"),
                        "bin/run.sh",
                        script);
        var start = start(Tasks.attempt("api"), lent);
        assertThat(start.start()).isEqualTo(start.base());
        assertThat(repositories.inHub(start.base() + "^")).isEqualTo(repositories.head());
        assertThat(show(start.base(), "schema/api.yaml")).isEqualTo("paths: {}");
        assertThat(repositories.gitInHub("ls-tree", start.base().value(), "bin/run.sh"))
                .startsWith("100755");
        assertThat(repositories.gitInHub("log", "-1", "--format=%an|%b", start.base().value()))
                .startsWith("Avyay|")
                .contains("never ships", "bin/run.sh, schema/api.yaml");
        assertThat(repositories.inHub("refs/starts/api/1")).isEqualTo(start.start());
    }

    @Test
    void the_same_order_on_the_same_tip_is_the_same_commit() {
        var lent = Map.of("a", artifact("a", "a\n"));
        assertThat(start(Tasks.attempt("api"), lent)).isEqualTo(start(Tasks.attempt("api"), lent));
    }

    @Test
    void an_artifact_that_is_on_the_branch_already_needs_no_commit() {
        var start =
                start(Tasks.attempt("api"), Map.of("README.md", artifact("README.md", "hello\n")));
        assertThat(start.base()).isEqualTo(repositories.head());
    }

    @Test
    void a_folder_is_lent_with_all_its_files() {
        artifact("docs/a.md", "a\n");
        artifact("docs/deep/b.md", "b\n");
        var start = start(Tasks.attempt("api"), Map.of("docs", folder.resolve("artifacts/docs")));
        assertThat(hub.tree(start.base()).paths())
                .containsExactly("README.md", "docs/a.md", "docs/deep/b.md");
    }

    @Test
    void an_artifact_that_leads_elsewhere_is_refused() throws IOException {
        var link = folder.resolve("artifacts/link");
        artifact("secret", "secret\n");
        Files.createSymbolicLink(link, Path.of("secret"));
        assertThatThrownBy(() -> start(Tasks.attempt("api"), Map.of("a", link)))
                .hasMessageContaining("not a plain file");
        for (var path : new String[] {"../a", "/a", "a/.git/config", ".GIT/hooks/x", "a//b", ""}) {
            assertThatThrownBy(() -> start(Tasks.attempt("api"), Map.of(path, artifact("a", "a"))))
                    .as(path)
                    .hasMessageContaining("no path for an artifact");
        }
    }

    @Test
    void the_work_of_the_attempt_before_is_carried_over_to_the_new_tip() {
        var work = work("api", agent -> agent.write("api", "1\n"));
        ship("other", agent -> agent.write("other", "2\n"));
        var start = hub.start(new Hub.StartOrder(SECOND, Optional.of(work), Map.of()));
        assertThat(start.conflicts()).isEmpty();
        assertThat(start.base()).isEqualTo(repositories.inHub("avyay/main"));
        assertThat(repositories.inHub(start.start() + "^")).isEqualTo(start.base());
        assertThat(hub.tree(start.start()).paths()).containsExactly("README.md", "api", "other");
    }

    @Test
    void work_that_meets_a_change_of_the_branch_is_left_with_markers() {
        var work = work("api", agent -> agent.write("README.md", "mine\n").write("api", "1\n"));
        ship("other", agent -> agent.write("README.md", "theirs\n"));
        var start = hub.start(new Hub.StartOrder(SECOND, Optional.of(work), Map.of()));
        assertThat(start.conflicts()).containsExactly("README.md");
        assertThat(show(start.start(), "README.md"))
                .isEqualTo("<<<<<<< the branch\ntheirs\n=======\nmine\n>>>>>>> the attempt before");
        assertThat(show(start.start(), "api")).isEqualTo("1");
        repositories.gitInHub("fsck", "--strict");
    }

    @Test
    void a_conflict_without_text_keeps_what_was_changed() {
        repositories.commit("more", "deleted-by-agent", "1\n");
        repositories.commit("more", "deleted-by-branch", "1\n");
        repositories.commit("more", "image", "\0one");
        integration.synchronize();
        var work =
                work(
                        "api",
                        agent -> {
                            agent.git("rm", "--quiet", "deleted-by-agent");
                            agent.write("deleted-by-branch", "2\n")
                                    .write("image", "\0two")
                                    .write("place", "file\n");
                        });
        ship(
                "other",
                agent -> {
                    agent.git("rm", "--quiet", "deleted-by-branch");
                    agent.write("deleted-by-agent", "2\n")
                            .write("image", "\0three")
                            .write("place/below", "branch\n");
                });
        var start = hub.start(new Hub.StartOrder(SECOND, Optional.of(work), Map.of()));
        assertThat(start.conflicts()).contains("deleted-by-agent", "deleted-by-branch", "image");
        assertThat(start.conflicts()).anyMatch(path -> path.startsWith("place"));
        assertThat(show(start.start(), "deleted-by-agent")).isEqualTo("2");
        assertThat(show(start.start(), "deleted-by-branch")).isEqualTo("2");
        assertThat(show(start.start(), "image")).isEqualTo("\0two");
        assertThat(show(start.start(), "place/below")).isEqualTo("branch");
        repositories.gitInHub("fsck", "--strict");
    }

    @Test
    void a_lent_artifact_of_before_gives_way_to_the_new_one() {
        var first = start(Tasks.attempt("api"), Map.of("schema", artifact("one", "old\n")));
        var workshop = workshop("lent", first.start());
        workshop.write("api", "1\n").commit("work");
        var work = new Work(first.base(), workshop.deliver(hub, Tasks.attempt("api")));
        var second =
                hub.start(
                        new Hub.StartOrder(
                                SECOND,
                                Optional.of(work),
                                Map.of("schema", artifact("two", "new\n"))));
        assertThat(second.conflicts()).isEmpty();
        assertThat(show(second.start(), "schema")).isEqualTo("new");
        assertThat(show(second.start(), "api")).isEqualTo("1");
    }

    @Test
    void work_that_the_hub_has_lost_is_not_carried_over() {
        var lost = new Work(repositories.head(), new CommitId("1".repeat(40)));
        var start = hub.start(new Hub.StartOrder(SECOND, Optional.of(lost), Map.of()));
        assertThat(start.start()).isEqualTo(repositories.head());
    }
}
