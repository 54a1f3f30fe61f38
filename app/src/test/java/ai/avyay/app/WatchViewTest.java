package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Limits;
import ai.avyay.domain.Origin;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Board;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Sightings;
import ai.avyay.planning.Timing;
import ai.avyay.queue.QueueHistory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchViewTest {
    private static final Instant START = Instant.parse("2026-05-10T09:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofMinutes(20));
    private static final CommitId COMMIT = new CommitId("c0ffee".repeat(6) + "c0ff");

    private State state = State.EMPTY;

    private void happened(Event... events) {
        for (var event : events) {
            state = state.apply(event);
        }
    }

    private static TaskId id(String name) {
        return new TaskId(name);
    }

    private void added(String name, Definition definition) {
        happened(new Event.TaskAdded(START, id(name), definition, Origin.manual(START)));
    }

    private static Definition estimated(String title, Duration estimate) {
        return Definition.titled(title)
                .withLimits(new Limits(Optional.of(estimate), Optional.empty(), Optional.empty()));
    }

    private void dispatched(String name, String node, String agent, Instant at) {
        var number = state.task(id(name)).orElseThrow().nextAttempt();
        happened(
                new Event.BecameEligible(at, id(name)),
                new Event.Dispatched(
                        at,
                        id(name),
                        number,
                        new Lease(node, number, at, at.plusSeconds(300)),
                        new Attempt.Run(node, agent, Optional.empty(), "hash", at)));
    }

    private void delivered(String name, int score) {
        happened(
                new Event.WorkDelivered(
                        NOW.minusSeconds(120),
                        id(name),
                        new Delivery(
                                NOW.minusSeconds(120),
                                COMMIT,
                                COMMIT,
                                List.of(),
                                List.of(),
                                new Usage(10, 1, Optional.of(new BigDecimal("0.42")), "reported"))),
                new Event.WorkJudged(
                        NOW,
                        id(name),
                        new QualityReport(score, 80, List.of(), List.of(), List.of())));
    }

    private static Policy policy() {
        return new Policy(
                List.of(
                        new Policy.NodeOffer("local", 2, Set.of("shell", "claude")),
                        new Policy.NodeOffer("gpu", 1, Set.of("codex"))),
                new Policy.AgentChoice("claude", Map.of()),
                Map.of(),
                Set.of(),
                Map.of(),
                List.of(),
                Timing.DEFAULT,
                "hash");
    }

    private static QueueHistory.Entry line(Instant at, String subject) {
        return new QueueHistory.Entry("0".repeat(40), at, subject, "");
    }

    private String rendered(int width) {
        var scene =
                new Scene(
                        "project",
                        Board.of(state, policy(), Sightings.NONE, NOW),
                        List.of(
                                line(START, "queue: started"),
                                line(NOW, "build-ui: waits for review")),
                        ZoneOffset.UTC);
        return String.join("\n", WatchView.render(scene, Ink.PLAIN, width, NOW)) + "\n";
    }

    @Test
    void an_empty_queue_shows_the_nodes() {
        assertThat(rendered(80))
                .isEqualTo(
                        """
                        avyay · project                                   0 running · 0 waiting · 0 done

                        NODES
                          local                   □□   0/2  claude, shell
                          gpu                     □    0/1  codex

                        LAST
                          09:00:00  queue: started
                          09:20:00  build-ui: waits for review
                        """);
    }

    private void fill() {
        added("build-api", estimated("Build the API", Duration.ofMinutes(45)));
        added("build-ui", Definition.titled("Build the interface"));
        added(
                "announce",
                Definition.titled("Announce it")
                        .withNeeds(
                                Definition.titled("x")
                                        .needs()
                                        .withDependencies(
                                                Map.of(
                                                        id("build-api"),
                                                        new Dependency.Ordering()))));
        added("tidy", Definition.titled("Tidy up"));
        added("old", Definition.titled("Old"));
        happened(
                new Event.TaskEnded(
                        START, id("old"), Status.FAILED, "three attempts", Optional.empty()),
                new Event.BecameEligible(START, id("tidy")));
        dispatched("build-api", "local", "claude", START.plusSeconds(300));
        dispatched("build-ui", "gpu", "codex", START);
        delivered("build-ui", 91);
        happened(new Event.ReviewRequested(NOW, id("build-ui"), COMMIT));
    }

    @Test
    void everything_that_matters_is_on_one_screen() {
        fill();
        assertThat(rendered(100))
                .isEqualTo(
                        """
                        avyay · project                        1 running · 2 waiting · 0 done · 1 failed · $0.42 as reported

                        NODES
                          local                   ■□   1/2  claude, shell
                          gpu                     □    0/1  codex

                        RUNNING
                          build-api               local · claude                                    ████░░░░░░░░ 15m of ~45m

                        TO REVIEW
                          build-ui                scored 91 · avyay show build-ui

                        WAITING
                          tidy                    ready
                          announce                comes after build-api

                        LAST
                          09:00:00  queue: started
                          09:20:00  build-ui: waits for review
                        """);
    }

    @Test
    void a_narrow_screen_loses_words_not_lines() {
        fill();
        assertThat(rendered(50))
                .isEqualTo(
                        """
                        1 running · 2 waiting · 0 done · 1 failed · $0.42…

                        NODES
                          local           ■□   1/2  claude, shell
                          gpu             □    0/1  codex

                        RUNNING
                          build-api       local … ████░░░░░░░░ 15m of ~45m

                        TO REVIEW
                          build-ui        scored 91 · avyay show build-ui

                        WAITING
                          tidy            ready
                          announce        comes after build-api

                        LAST
                          09:00:00  queue: started
                          09:20:00  build-ui: waits for review
                        """);
    }

    @Test
    void no_line_is_wider_than_the_screen() {
        fill();
        for (var width = 40; width < 160; width += 7) {
            var room = width;
            assertThat(rendered(width).lines())
                    .allSatisfy(line ->
                            assertThat(line.codePointCount(0, line.length()))
                                    .isLessThanOrEqualTo(room));
        }
    }

    @Test
    void what_does_not_fit_is_counted() {
        IntStream.range(0, 30).forEach(i -> added("task-" + i, Definition.titled("Task " + i)));
        assertThat(rendered(80)).contains("… and 22 more");
    }

    @Test
    void a_title_cannot_play_tricks_on_the_terminal() {
        happened(new Event.Paused(START, "\u001b[2J\u202elunch"));
        assertThat(rendered(80))
                .doesNotContain("\u001b")
                .doesNotContain("\u202e")
                .contains("lunch");
    }
}
