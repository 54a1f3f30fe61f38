package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.BranchView;
import ai.avyay.engine.Hub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How a hub comes to be, and how it is kept small.
class BareHubTest extends HubFixture {

    @Test
    void the_shipping_branch_starts_at_the_tip_of_the_users_branch() {
        assertThat(repositories.inHub("avyay/main")).isEqualTo(repositories.head());
        assertThat(repositories.inHub("HEAD")).isEqualTo(repositories.head());
        assertThat(hub.branch()).isEqualTo("main");
        assertThat(hub.branch(Set.of("README.md", "absent", "absent/too")))
                .isEqualTo(new BranchView.Branch(repositories.head(), Set.of("README.md")));
        repositories.gitInHub("fsck", "--strict");
    }

    @Test
    void it_shares_no_inode_with_the_users_repository() throws IOException {
        repositories.git("gc", "--quiet");
        Quarantine.remove(repositories.hubFolder());
        repositories.hub().close();
        var shared = inodes(repositories.user().resolve(".git"));
        shared.retainAll(inodes(repositories.hubFolder()));
        assertThat(shared).isEmpty();
    }

    private static Set<Object> inodes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var inodes = new HashSet<Object>();
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                inodes.add(Files.getAttribute(file, "unix:ino"));
            }
            return inodes;
        }
    }

    @Test
    void it_is_opened_again_as_it_was() {
        var shipped = ship("api", agent -> agent.write("api", "1\n"));
        hub.close();
        reopen();
        assertThat(repositories.inHub("avyay/main")).isEqualTo(shipped);
        assertThat(folder.resolve("user/.avyay")).isDirectoryContaining("glob:**/hub.git");
        assertThat(integration.shipped(Tasks.attempt("api").task(), 1, Instant.EPOCH))
                .contains(shipped);
    }

    @Test
    void made_anew_it_goes_on_with_the_shipping_branch_that_the_user_has() {
        repositories.write("README.md", "uncommitted\n");
        var shipped = ship("api", agent -> agent.write("api", "1\n"));
        assertThat(integration.mirror()).isPresent();
        hub.close();
        Quarantine.remove(repositories.hubFolder());
        reopen();
        assertThat(repositories.inHub("avyay/main")).isEqualTo(shipped);
    }

    @Test
    void a_configured_branch_needs_not_be_checked_out() {
        repositories.git("switch", "--quiet", "--detach");
        repositories.git("branch", "release");
        var settings = HubSettings.of(repositories.user(), folder.resolve("other.git"));
        try (var other = BareHub.open(settings.withBranch("release"), Repositories.ENVIRONMENT)) {
            assertThat(other.branch()).isEqualTo("release");
        }
    }

    @Test
    void it_works_from_a_linked_work_tree_and_from_a_folder_below() {
        repositories.git(
                "worktree", "add", "--quiet", "-b", "side", folder.resolve("side").toString());
        Repositories.writeIn(folder, "side/deep/file", "");
        var settings = HubSettings.of(folder.resolve("side/deep"), folder.resolve("other.git"));
        try (var other = BareHub.open(settings, Repositories.ENVIRONMENT)) {
            assertThat(other.branch()).isEqualTo("side");
            assertThat(other.repository().getFileName()).hasToString("side");
        }
    }

    @Test
    void what_cannot_be_built_on_is_refused_with_the_next_step() {
        var plain = folder.resolve("plain");
        Repositories.writeIn(plain, "file", "");
        assertRefused(
                HubSettings.of(plain, plain.resolve("hub")), "not a git repository", "git init");
        Repositories.gitIn(plain, "init", "--quiet", "--initial-branch=main");
        assertRefused(HubSettings.of(plain, plain.resolve("hub")), "no commit yet", "git commit");
        assertRefused(HubSettings.of(plain.resolve(".git"), plain.resolve("hub")), "work tree");
        Repositories.gitIn(plain, "init", "--quiet", "--bare", "bare.git");
        assertRefused(
                HubSettings.of(plain.resolve("bare.git"), plain.resolve("hub")), "bare", "clone");
        Repositories.gitIn(
                folder,
                "clone",
                "--quiet",
                "--depth=1",
                "file://" + repositories.user(),
                "shallow");
        assertRefused(
                HubSettings.of(folder.resolve("shallow"), plain.resolve("hub")),
                "shallow",
                "--unshallow");
        Repositories.gitIn(folder, "init", "--quiet", "--object-format=sha256", "sha256");
        assertRefused(HubSettings.of(folder.resolve("sha256"), plain.resolve("hub")), "sha256");
        assertRefused(
                HubSettings.of(folder.resolve("absent"), plain.resolve("hub")), "not a folder");
        assertThat(plain.resolve("hub")).doesNotExist();
    }

    @Test
    void a_branch_that_cannot_be_kept_up_to_date_is_refused_with_the_next_step() {
        var settings = HubSettings.of(repositories.user(), folder.resolve("other.git"));
        assertRefused(settings.withBranch("nightly"), "no branch nightly", "integration.branch");
        assertRefused(settings.withBranch("--help"), "no name for a branch");
        assertRefused(settings.withBranch("avyay/main"), "belongs to Avyay");
        repositories.git("switch", "--quiet", "--detach");
        assertRefused(settings, "detached HEAD", "git switch", "integration.branch");
    }

    private static void assertRefused(HubSettings settings, String... words) {
        assertThatThrownBy(() -> BareHub.open(settings, Repositories.ENVIRONMENT))
                .isInstanceOf(IntegrationException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void a_variable_of_the_surroundings_does_not_lead_it_elsewhere() {
        var environment = new HashMap<>(Repositories.ENVIRONMENT);
        environment.put("GIT_DIR", "/nonexistent");
        environment.put("GIT_INDEX_FILE", "/nonexistent");
        var settings = HubSettings.of(repositories.user(), folder.resolve("other.git"));
        try (var other = BareHub.open(settings, environment)) {
            assertThat(other.repository()).isEqualTo(hub.repository());
        }
    }

    @Test
    void tidying_forgets_the_attempts_that_are_not_named() throws IOException {
        var kept = work("kept", agent -> agent.write("a", "1\n"));
        var gone = work("gone", agent -> agent.write("b", "1\n"));
        var lent = Map.of("lent", Files.writeString(folder.resolve("lent"), "lent\n"));
        start(Tasks.attempt("kept"), lent);
        start(Tasks.attempt("gone"), lent);
        assertThat(refs()).contains("refs/attempts/gone/1", "refs/starts/gone/1");
        hub.tidy(Set.of(Tasks.attempt("kept")));
        assertThat(refs())
                .contains("refs/attempts/kept/1", "refs/starts/kept/1", "refs/heads/avyay/main")
                .doesNotContain("refs/attempts/gone/1", "refs/starts/gone/1");
        assertThat(hub.tree(kept.commit()).paths()).containsExactly("README.md", "a");
        assertThat(gone.commit()).isNotNull();
        assertThat(candidate("kept", kept).onto()).isEqualTo(repositories.head());
    }

    private List<String> refs() {
        return repositories.gitInHub("for-each-ref", "--format=%(refname)").lines().toList();
    }

    @Test
    void no_hook_of_the_user_runs() {
        for (var hook :
                new String[] {
                    "post-merge",
                    "post-checkout",
                    "reference-transaction",
                    "post-index-change",
                    "update"
                }) {
            var file = repositories.user().resolve(".git/hooks").resolve(hook);
            repositories.write(
                    ".git/hooks/" + hook,
                    "#!/bin/sh\necho " + hook + " >> \"" + folder + "/ran\"\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        ship("api", agent -> agent.write("api", "1\n"));
        assertThat(integration.synchronize().notices()).isEmpty();
        assertThat(integration.mirror()).isEmpty();
        assertThat(repositories.read("api")).isEqualTo("1\n");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void half_a_hub_is_never_left() {
        var settings = HubSettings.of(repositories.user(), folder.resolve("blocked/hub.git"));
        Repositories.writeIn(folder, "blocked/hub.git/mine", "keep me");
        assertRefused(settings, "in the way");
        assertThat(folder.resolve("blocked/hub.git/mine")).hasContent("keep me");
        assertThat(folder.resolve("blocked")).isDirectoryNotContaining("glob:**/hub.git.new-*");
    }

    @Test
    void what_a_run_that_died_left_behind_goes_after_a_day() throws IOException {
        hub.close();
        var old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        var avyay = repositories.user().resolve(".avyay");
        for (var name : new String[] {"hub.git.new-1", "hub.git/incoming/bundle-1", "mine.new-1"}) {
            Repositories.writeIn(avyay, name + "/file", "left");
            Files.setLastModifiedTime(avyay.resolve(name), old);
        }
        Repositories.writeIn(avyay, "hub.git/incoming/bundle-2/file", "in use");
        reopen();
        assertThat(avyay.resolve("hub.git.new-1")).doesNotExist();
        assertThat(avyay.resolve("hub.git/incoming/bundle-1")).doesNotExist();
        assertThat(avyay.resolve("hub.git/incoming/bundle-2/file")).exists();
        assertThat(avyay.resolve("mine.new-1/file")).exists();
    }

    @Test
    void a_branch_may_be_named_like_a_folder() {
        repositories.git("branch", "feature");
        var other = repositories.settings().withBranch("feature");
        try (var opened = BareHub.open(other, Repositories.ENVIRONMENT)) {
            assertThat(new GitIntegration(opened).synchronize().notices()).isEmpty();
        }
        repositories.git("branch", "-D", "feature");
        repositories.git("branch", "feature/one");
        var later = repositories.settings().withBranch("feature/one");
        try (var opened = BareHub.open(later, Repositories.ENVIRONMENT)) {
            assertThat(new GitIntegration(opened).synchronize().notices()).isEmpty();
        }
    }

    @Test
    void an_attempt_number_keeps_its_newest_work() {
        var attempt = new AttemptRef(Tasks.attempt("api").task(), 2);
        var start = start(attempt);
        var workshop = workshop("again", start.start());
        workshop.write("a", "1\n").commit("one");
        var one = workshop.deliver(hub, attempt);
        assertThat(workshop.deliver(hub, attempt)).isEqualTo(one);
        workshop.write("a", "2\n").commit("two");
        CommitId two = workshop.deliver(hub, attempt);
        assertThat(repositories.inHub(attempt.ref())).isEqualTo(two);
        assertThat(hub.start(new Hub.StartOrder(attempt, Optional.empty(), Map.of())))
                .isEqualTo(start);
    }
}
