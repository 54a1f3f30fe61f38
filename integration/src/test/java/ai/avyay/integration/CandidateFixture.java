package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Delivery;
import ai.avyay.domain.Task;
import ai.avyay.domain.Usage;
import ai.avyay.engine.Integration.Prepared;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Delivered work, prepared to be shipped.
abstract class CandidateFixture extends HubFixture {
    Prepared.Candidate candidate(Task task) {
        var prepared = integration.prepare(task);
        assertThat(prepared).isInstanceOf(Prepared.Candidate.class);
        return (Prepared.Candidate) prepared;
    }

    String show(Prepared.Candidate candidate, String path) {
        return repositories.gitInHub("show", candidate.intent().candidate() + ":" + path);
    }

    Delivery lent(Map<String, String> artifacts, Consumer<Workshop> agent) {
        var files = new HashMap<String, Path>();
        artifacts.forEach((path, text) -> {
            Repositories.writeIn(folder, "artifacts/" + path, text);
            files.put(path, folder.resolve("artifacts").resolve(path));
        });
        var attempt = Tasks.attempt("api");
        var start = start(attempt, files);
        var workshop = workshop("lent", start.start());
        agent.accept(workshop);
        workshop.commit("work");
        var work = workshop.deliver(hub, attempt);
        return new Delivery(
                Tasks.NOON,
                start.base(),
                work,
                List.of(),
                List.copyOf(artifacts.keySet()),
                Usage.NONE);
    }
}
