package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Acceptance;
import ai.avyay.engine.Integration.Prepared;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What was lent to a task, and what of it may ship.
class LentArtifactsTest extends CandidateFixture {
    @Test
    void what_was_lent_never_ships() {
        var delivery =
                lent(
                        Map.of("schema.yaml", "lent\n", "docs/deep/a.md", "lent\n"),
                        agent -> agent.write("api", "1\n"));
        var candidate = candidate(Tasks.delivered("api", Acceptance.none(), delivery));
        assertThat(hub.tree(candidate.intent().candidate()).paths())
                .containsExactly("README.md", "api");
    }

    @Test
    void nor_does_a_change_to_it() {
        var delivery =
                lent(
                        Map.of("README.md", "lent\n", "docs", "lent\n"),
                        agent ->
                                agent.write("README.md", "changed\n")
                                        .write("docs", "changed\n")
                                        .write("api", "1\n"));
        var candidate = candidate(Tasks.delivered("api", Acceptance.none(), delivery));
        assertThat(show(candidate, "README.md")).isEqualTo("hello");
        assertThat(hub.tree(candidate.intent().candidate()).paths())
                .containsExactly("README.md", "api");
    }

    @Test
    void work_on_nothing_but_what_was_lent_is_nothing() {
        var delivery =
                lent(
                        Map.of("schema.yaml", "lent\n"),
                        agent -> agent.write("schema.yaml", "changed\n"));
        assertThat(integration.prepare(Tasks.delivered("api", Acceptance.none(), delivery)))
                .isEqualTo(new Prepared.Nothing());
    }

    @Test
    void a_change_to_it_ships_as_the_tasks_own_deliverable() {
        var delivery =
                lent(
                        Map.of("schema.yaml", "lent\n", "other.yaml", "lent\n"),
                        agent -> agent.write("schema.yaml", "changed\n"));
        var own = Acceptance.none().withDeliverables(List.of("schema.yaml", "other.yaml"));
        var candidate = candidate(Tasks.delivered("api", own, delivery));
        assertThat(show(candidate, "schema.yaml")).isEqualTo("changed");
        assertThat(hub.tree(candidate.intent().candidate()).paths())
                .containsExactly("README.md", "schema.yaml");
    }

    @Test
    void a_change_to_it_fits_onto_the_artifact_once_that_has_shipped() {
        var delivery =
                lent(
                        Map.of("schema.yaml", "a\nb\nc\nd\ne\n"),
                        agent -> agent.write("schema.yaml", "a\nb\nc\nd\nE\n"));
        ship("schema", agent -> agent.write("schema.yaml", "A\nb\nc\nd\ne\n"));
        var own = Acceptance.none().withDeliverables(List.of("schema.yaml"));
        assertThat(show(candidate(Tasks.delivered("api", own, delivery)), "schema.yaml"))
                .isEqualTo("A\nb\nc\nd\nE");
    }

    @Test
    void an_artifact_that_was_on_the_branch_all_along_is_still_not_changed() {
        var delivery =
                lent(
                        Map.of("README.md", "hello\n"),
                        agent -> agent.write("README.md", "changed\n"));
        assertThat(delivery.base()).isEqualTo(repositories.head());
        assertThat(integration.prepare(Tasks.delivered("api", Acceptance.none(), delivery)))
                .isEqualTo(new Prepared.Nothing());
    }
}
