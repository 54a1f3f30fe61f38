package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Stage;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Hub.Work;
import ai.avyay.engine.Integration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A user's repository with its hub, and attempts made by hand.
abstract class HubFixture {
    @TempDir Path folder;
    Repositories repositories;
    BareHub hub;
    GitIntegration integration;

    @BeforeEach
    void open() {
        repositories = Repositories.in(folder);
        reopen();
    }

    final void reopen() {
        hub = repositories.hub();
        integration = new GitIntegration(hub);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    Hub.Start start(AttemptRef attempt) {
        return start(attempt, Map.of());
    }

    Hub.Start start(AttemptRef attempt, Map<String, Path> borrowed) {
        return hub.start(new Hub.StartOrder(attempt, Optional.empty(), borrowed));
    }

    Workshop workshop(String name, CommitId start) {
        return Workshop.open(hub, start, folder.resolve("workshops").resolve(name));
    }

    /// An attempt's work, delivered as one commit on top of a fresh start.
    Work work(String task, Consumer<Workshop> agent) {
        var attempt = Tasks.attempt(task);
        var start = start(attempt);
        var workshop = workshop(task, start.start());
        agent.accept(workshop);
        workshop.commit("work on " + task);
        return new Work(start.base(), workshop.deliver(hub, attempt));
    }

    CommitId ship(String task, Consumer<Workshop> agent) {
        var work = work(task, agent);
        return ship(candidate(task, work));
    }

    Stage.Intent candidate(String task, Work work) {
        var prepared = integration.prepare(Tasks.delivered(task, work.base(), work.commit()));
        return ((Integration.Prepared.Candidate) prepared).intent();
    }

    CommitId ship(Stage.Intent intent) {
        if (!integration.ship(intent)) {
            throw new AssertionError("not shipped");
        }
        return intent.candidate();
    }

    String inTip(String path) {
        return repositories.gitInHub("show", "avyay/main:" + path);
    }
}
