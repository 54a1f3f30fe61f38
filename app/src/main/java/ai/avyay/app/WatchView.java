package ai.avyay.app;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Parking;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.planning.Board;
import ai.avyay.planning.Condition;
import ai.avyay.planning.Estimates;
import ai.avyay.planning.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// The fleet as lines of text: nodes, what runs, what a person should look at, what waits and why,
/// what happened last.
public final class WatchView {
    private static final int NARROWEST = 40;
    private static final int LISTED = 8;
    private static final int BAR = 12;
    private static final int ID_WIDTH = 24;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Scene scene;
    private final Board board;
    private final Ink ink;
    private final int width;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    private WatchView(Scene scene, Ink ink, int width, Instant now) {
        this.scene = scene;
        this.board = scene.board();
        this.ink = ink;
        this.width = Math.max(NARROWEST, width);
        this.now = now;
    }

    /// The lines of `scene`, none wider than `width` (but at least 40).
    public static List<String> render(Scene scene, Ink ink, int width, Instant now) {
        var view = new WatchView(scene, ink, width, now);
        view.totals();
        view.pause();
        view.nodes();
        view.section("RUNNING", view.working(), view::working);
        view.section("TO REVIEW", view.in(Stage.InReview.class), view::review);
        view.section("WAITING", view.waiting(), view::waiting);
        view.recent();
        return List.copyOf(view.lines);
    }

    private void totals() {
        var live = board.state().live().values();
        var ended = board.state().ended().values();
        var words = new ArrayList<String>();
        words.add(live.stream().filter(task -> task.lease().isPresent()).count() + " running");
        words.add(
                live.stream().filter(task -> task.stage() instanceof Stage.Waiting).count()
                        + " waiting");
        words.add(
                ended.stream().filter(task -> task.stage().status() == Status.DONE).count()
                        + " done");
        var failed = ended.stream().filter(task -> task.stage().status() == Status.FAILED).count();
        if (failed > 0) {
            words.add(failed + " failed");
        }
        scene.cost().ifPresent(cost -> words.add(Phrases.dollars(cost) + " as reported"));
        var totals = Phrases.fit(String.join(" · ", words), width);
        var room = width - totals.length() - 2;
        var title = room < NARROWEST / 4 ? "" : Phrases.fit("avyay · " + scene.title(), room);
        lines.add(ink.bold(Phrases.pad(title, room + 2)) + totals);
    }

    private void pause() {
        board.state()
                .engine()
                .pause()
                .ifPresent(pause ->
                        lines.add(
                                ink.notable(
                                        Phrases.fit(
                                                "paused since %s: %s (avyay resume)"
                                                        .formatted(
                                                                time(pause.since()),
                                                                pause.reason()),
                                                width))));
        board.state()
                .engine()
                .breakers()
                .forEach((key, breaker) ->
                        breaker.openUntil()
                                .ifPresent(until ->
                                        lines.add(
                                                ink.bad(
                                                        Phrases.fit(
                                                                "nothing goes to %s until %s: it failed %d times in a row"
                                                                        .formatted(
                                                                                key,
                                                                                time(until),
                                                                                breaker.failures()),
                                                                width)))));
    }

    private void nodes() {
        lines.add("");
        lines.add(ink.bold("NODES"));
        for (var node : board.policy().nodes()) {
            var busy =
                    working().stream()
                            .filter(task ->
                                    task.lease()
                                            .filter(lease -> lease.node().equals(node.name()))
                                            .isPresent())
                            .count();
            lines.add(row(node.name(), slots(node, busy), node));
        }
    }

    private String row(String name, String slots, Policy.NodeOffer node) {
        var offers = String.join(", ", node.capabilities().stream().sorted().toList());
        return Phrases.fit("  " + Phrases.pad(name, idWidth()) + slots + "  " + offers, width);
    }

    private static String slots(Policy.NodeOffer node, long busy) {
        var shown = Math.min(node.slots(), BAR);
        var full = (int) Math.min(shown, busy);
        return Phrases.pad("■".repeat(full) + "□".repeat(shown - full), 4)
                + " "
                + busy
                + "/"
                + node.slots();
    }

    private <T> void section(String heading, List<T> tasks, BiFunction<T, Integer, String> row) {
        if (tasks.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(ink.bold(heading));
        tasks.stream().limit(LISTED).forEach(task -> lines.add(row.apply(task, width)));
        if (tasks.size() > LISTED) {
            lines.add(ink.faint("  … and " + (tasks.size() - LISTED) + " more"));
        }
    }

    private List<Task> working() {
        return board.active().stream()
                .flatMap(id -> board.state().task(id).stream())
                .filter(task -> !(task.stage() instanceof Stage.InReview))
                .sorted(Comparator.comparing(WatchView::startedAt).thenComparing(Task::id))
                .toList();
    }

    private static Instant startedAt(Task task) {
        return task.lastAttempt().map(attempt -> attempt.run().startedAt()).orElse(Instant.EPOCH);
    }

    private List<Task> in(Class<? extends Stage> stage) {
        return board.active().stream()
                .sorted()
                .flatMap(id -> board.state().task(id).stream())
                .filter(task -> stage.isInstance(task.stage()))
                .toList();
    }

    private String working(Task task, int room) {
        var attempt = task.attempts().getLast();
        var words = new ArrayList<String>();
        if (!(task.stage() instanceof Stage.Running)) {
            words.add(task.status().word());
        }
        words.add(attempt.run().node());
        words.add(attempt.run().agent());
        if (attempt.number() > 1) {
            words.add("attempt " + attempt.number() + lastScore(task));
        }
        var left = "  " + id(task) + String.join(" · ", words);
        var right = progress(task, attempt);
        return Phrases.pad(Phrases.fit(left, room - right.length() - 1), room - right.length())
                + right;
    }

    private static String lastScore(Task task) {
        return task.attempts().reversed().stream()
                .flatMap(attempt -> attempt.report().stream())
                .findFirst()
                .map(report -> " (scored " + report.score() + ")")
                .orElse("");
    }

    private String progress(Task task, Attempt attempt) {
        var worked =
                attempt.workingTime()
                        .orElseGet(() -> Duration.between(attempt.run().startedAt(), now));
        var estimate = Estimates.of(task, board.state(), board.policy().timing()).duration();
        var full = Math.clamp(BAR * worked.toMillis() / Math.max(1, estimate.toMillis()), 0, BAR);
        return "%s%s %s of ~%s"
                .formatted(
                        "█".repeat(full),
                        "░".repeat(BAR - full),
                        Phrases.duration(worked),
                        Phrases.duration(estimate));
    }

    private String review(Task task, int room) {
        var score =
                task.lastAttempt()
                        .flatMap(Attempt::report)
                        .map(report -> "scored " + report.score() + " · ")
                        .orElse("");
        return ink.notable(Phrases.fit("  " + id(task) + score + "avyay show " + task.id(), room));
    }

    private List<Task> waiting() {
        var ready = board.ready();
        var eligible = ready.stream().flatMap(id -> board.state().task(id).stream());
        var others =
                board.state().live().values().stream()
                        .filter(task -> task.stage() instanceof Stage.Waiting)
                        .filter(task -> !ready.contains(task.id()));
        return java.util.stream.Stream.concat(eligible, others).toList();
    }

    private String waiting(Task task, int room) {
        return Phrases.fit("  " + id(task) + reason(task), room);
    }

    private String reason(Task task) {
        return board.conditions(task, now).stream()
                .findFirst()
                .map(Condition::text)
                .or(() -> parked(task))
                .orElse("ready");
    }

    private static Optional<String> parked(Task task) {
        return task.stage() instanceof Stage.Waiting(_, Parking.ForPerson(var reason))
                ? Optional.of(reason)
                : Optional.empty();
    }

    private void recent() {
        if (scene.recent().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(ink.bold("LAST"));
        for (var entry : scene.recent()) {
            lines.add(
                    ink.faint(
                            Phrases.fit("  " + time(entry.at()) + "  " + entry.subject(), width)));
        }
    }

    private String id(Task task) {
        return Phrases.pad(Phrases.fit(task.id().value(), idWidth() - 1), idWidth());
    }

    private int idWidth() {
        return Math.min(ID_WIDTH, width / 3);
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(scene.zone()));
    }
}
