package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Integration.Prepared;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of a task's work: from a base to the user's checkout.
class GitIntegrationTest {
    @TempDir Path folder;
    private Repositories repositories;
    private BareHub hub;

    @BeforeEach
    void open() {
        repositories = Repositories.in(folder);
        hub = repositories.hub();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void accepted_work_reaches_the_users_checkout() {
        var integration = new GitIntegration(hub);
        var attempt = Tasks.attempt("api");
        var start = hub.start(new Hub.StartOrder(attempt, Optional.empty(), Map.of()));
        var workshop = Workshop.open(hub, start.start(), folder.resolve("workspace"));
        workshop.write("src/api.txt", "routes\n").commit("routes");
        var work = workshop.deliver(hub, attempt);

        var prepared = integration.prepare(Tasks.delivered("api", start.base(), work));

        assertThat(prepared).isInstanceOf(Prepared.Candidate.class);
        var candidate = (Prepared.Candidate) prepared;
        assertThat(candidate.tree()).isEqualTo(hub.tree(candidate.intent().candidate()).id());
        assertThat(integration.shipped(new TaskId("api"), 1, Instant.EPOCH)).isEmpty();
        assertThat(integration.ship(candidate.intent())).isTrue();
        assertThat(integration.shipped(new TaskId("api"), 1, Instant.EPOCH))
                .contains(candidate.intent().candidate());
        assertThat(integration.mirror()).isEmpty();

        assertThat(repositories.head()).isEqualTo(candidate.intent().candidate());
        assertThat(repositories.read("src/api.txt")).isEqualTo("routes\n");
        assertThat(repositories.git("status", "--porcelain", "--untracked-files=no")).isEmpty();
        assertThat(repositories.git("log", "-1", "--format=%an <%ae>|%cn|%s|%(trailers:only)"))
                .isEqualTo("Avyay <avyay@localhost>|Avyay|Build api|Task: api\nAttempt: 1");
        assertThat(new CommitId(repositories.git("rev-parse", "avyay/main")))
                .isEqualTo(candidate.intent().candidate());
        repositories.git("fsck", "--strict");
        repositories.gitInHub("fsck", "--strict");
    }
}
