package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Task;
import ai.avyay.domain.Usage;
import ai.avyay.engine.Integration.Prepared;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What may ship of a task's work.
class CandidatesTest extends CandidateFixture {
    @Test
    void the_agents_commits_become_one_on_the_present_tip() {
        var attempt = Tasks.attempt("api");
        var start = start(attempt);
        var workshop = workshop("api", start.start());
        workshop.write("a", "1\n").commit("one");
        workshop.write("b", "2\n").commit("two");
        var work = workshop.deliver(hub, attempt);
        var tip = ship("other", agent -> agent.write("other", "1\n"));

        var candidate = candidate(Tasks.delivered("api", start.base(), work));

        assertThat(candidate.intent().onto()).isEqualTo(tip);
        assertThat(repositories.inHub(candidate.intent().candidate() + "^")).isEqualTo(tip);
        assertThat(hub.tree(candidate.intent().candidate()).paths())
                .containsExactly("README.md", "a", "b", "other");
        assertThat(
                        repositories.gitInHub(
                                "log", "-1", "--format=%B", candidate.intent().candidate().value()))
                .isEqualTo("Build api\n\nMade by codex.\n\nTask: api\nAttempt: 1");
        assertThat(candidate(Tasks.delivered("api", start.base(), work))).isEqualTo(candidate);
        repositories.gitInHub("fsck", "--strict");
    }

    @Test
    void changes_of_one_file_in_different_places_fit_together() {
        repositories.commit("lines", "lines", "a\nb\nc\nd\ne\nf\ng\n");
        integration.synchronize();
        var work = work("api", agent -> agent.write("lines", "A\nb\nc\nd\ne\nf\ng\n"));
        ship("other", agent -> agent.write("lines", "a\nb\nc\nd\ne\nf\nG\n"));
        var candidate = candidate(Tasks.delivered("api", work.base(), work.commit()));
        assertThat(show(candidate, "lines")).isEqualTo("A\nb\nc\nd\ne\nf\nG");
    }

    @Test
    void what_the_attributes_say_runs_nothing_and_changes_no_byte() {
        repositories.commit(
                "attributes", ".gitattributes", "* text eol=crlf filter=evil merge=evil ident\n");
        repositories.commit("lines", "lines", "a $Id$\nb\nc\nd\ne\nf\ng\n");
        integration.synchronize();
        for (var setting :
                new String[] {"filter.evil.clean", "filter.evil.smudge", "merge.evil.driver"}) {
            repositories.gitInHub("config", setting, "touch " + folder.resolve("ran"));
        }
        var work = work("api", agent -> agent.write("lines", "A $Id$\nb\nc\nd\ne\nf\ng\n"));
        ship("other", agent -> agent.write("lines", "a $Id$\nb\nc\nd\ne\nf\nG\n"));
        var candidate = candidate(Tasks.delivered("api", work.base(), work.commit()));
        assertThat(show(candidate, "lines")).isEqualTo("A $Id$\nb\nc\nd\ne\nf\nG");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void changes_that_do_not_fit_are_a_conflict() {
        var work = work("api", agent -> agent.write("README.md", "mine\n").write("free", "1\n"));
        ship("other", agent -> agent.write("README.md", "theirs\n"));
        assertThat(integration.prepare(Tasks.delivered("api", work.base(), work.commit())))
                .isEqualTo(new Prepared.Conflict(List.of("README.md")));
    }

    @Test
    void work_that_is_on_the_branch_already_is_nothing() {
        var none = work("none", _ -> {});
        assertThat(integration.prepare(Tasks.delivered("none", none.base(), none.commit())))
                .isEqualTo(new Prepared.Nothing());
        var same = work("same", agent -> agent.write("a", "1\n"));
        ship("other", agent -> agent.write("a", "1\n"));
        assertThat(integration.prepare(Tasks.delivered("same", same.base(), same.commit())))
                .isEqualTo(new Prepared.Nothing());
    }

    @Test
    void a_task_without_a_delivery_is_a_bug() {
        var task =
                Task.added(
                        Tasks.attempt("api").task(),
                        Definition.titled("x"),
                        Origin.manual(Tasks.NOON));
        assertThatThrownBy(() -> integration.prepare(task))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void kept_commits_are_replayed_one_by_one_with_the_trailers_on_each() {
        var delivery =
                lent(
                        Map.of("lent", "lent\n"),
                        agent -> {
                            agent.write("a", "1\n")
                                    .commit("Add a\n\nBecause.\n\nTask: forged\nattempt : 7\n");
                            agent.write("lent", "changed\n").commit("Only what was lent");
                            agent.write("b", "2\n").commit("Task: forged");
                        });
        var tip = ship("other", agent -> agent.write("other", "1\n"));
        var candidate = candidate(Tasks.delivered("api", Tasks.keepingCommits(), delivery));
        var range = tip + ".." + candidate.intent().candidate();
        assertThat(
                        repositories
                                .gitInHub("log", "--reverse", "--format=%B%x01", range)
                                .replace("\n\u0001", "|"))
                .isEqualTo(
                        "Add a\n\nBecause.\n\nTask: api\nAttempt: 1|\nWork on api\n\nTask: api\nAttempt: 1|");
        assertThat(hub.tree(candidate.intent().candidate()).paths())
                .containsExactly("README.md", "a", "b", "other");
        ship(candidate.intent());
        assertThat(integration.shipped(Tasks.attempt("api").task(), 1, java.time.Instant.EPOCH))
                .contains(candidate.intent().candidate());
        assertThat(integration.shipped(Tasks.attempt("forged").task(), 7, java.time.Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void kept_commits_that_do_not_fit_are_a_conflict() {
        var delivery = lent(Map.of(), agent -> agent.write("README.md", "mine\n"));
        ship("other", agent -> agent.write("README.md", "theirs\n"));
        assertThat(integration.prepare(Tasks.delivered("api", Tasks.keepingCommits(), delivery)))
                .isEqualTo(new Prepared.Conflict(List.of("README.md")));
    }

    @Test
    void commits_that_are_no_plain_line_ship_as_one() {
        var attempt = Tasks.attempt("api");
        var start = start(attempt);
        var workshop = workshop("merged", start.start());
        workshop.git("checkout", "--quiet", "--orphan", "other");
        workshop.write("a", "1\n").commit("from nothing");
        workshop.git("merge", "--quiet", "--allow-unrelated-histories", "-m", "both", "work");
        workshop.git("branch", "--force", "work", "other");
        CommitId work = workshop.deliver(hub, attempt);
        var delivery =
                new Delivery(Tasks.NOON, start.base(), work, List.of(), List.of(), Usage.NONE);
        var candidate = candidate(Tasks.delivered("api", Tasks.keepingCommits(), delivery));
        assertThat(repositories.inHub(candidate.intent().candidate() + "^"))
                .isEqualTo(start.base());
    }

    @Test
    void the_configured_author_stands_on_what_ships() {
        hub.close();
        var settings =
                repositories
                        .settings()
                        .withAuthor(new HubSettings.Identity("Uma", "uma@example.org"));
        hub = BareHub.open(settings, Repositories.ENVIRONMENT);
        integration = new GitIntegration(hub);
        var shipped = ship("api", agent -> agent.write("a", "1\n"));
        assertThat(
                        repositories.gitInHub(
                                "log", "-1", "--format=%an <%ae>|%cn|%aI", shipped.value()))
                .startsWith("Uma <uma@example.org>|Avyay|");
    }
}
