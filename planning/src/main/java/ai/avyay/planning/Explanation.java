package ai.avyay.planning;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.EndedTask;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Why a task stands where it stands, and what would move it.
///
/// @param headline one sentence
/// @param reasons one phrase each, most telling first
/// @param next what a person can do about it; empty if nothing needs doing
public record Explanation(String headline, List<String> reasons, List<String> next) {
    public Explanation {
        reasons = List.copyOf(reasons);
        next = List.copyOf(next);
    }

    /// The same with `more` reasons.
    public Explanation withReasons(List<String> more) {
        var all = new ArrayList<>(reasons);
        all.addAll(more);
        return new Explanation(headline, all, next);
    }

    /// The explanation of the task called `id`, live, ended or unknown.
    public static Explanation why(Board board, TaskId id, Instant now) {
        var ended = board.state().ended().get(id);
        if (ended != null) {
            return ended(ended, now);
        }
        return board.state()
                .task(id)
                .map(task -> live(board.at(now), task, now))
                .orElseGet(() ->
                        new Explanation(
                                "there is no task " + id + nearest(board.state(), id),
                                List.of(),
                                List.of("`avyay list --all` shows all")));
    }

    /// What to say of a task that there is not.
    public static String unknown(State state, TaskId id) {
        var nearest = nearest(state, id);
        return "there is no task %s%s `avyay list --all` shows all"
                .formatted(id, nearest.isEmpty() ? ";" : nearest);
    }

    private static String nearest(State state, TaskId id) {
        var known =
                Stream.concat(state.live().keySet().stream(), state.ended().keySet().stream())
                        .map(TaskId::value)
                        .toList();
        return Nearest.to(id.value(), known)
                .map(right -> ", did you mean " + right + "?")
                .orElse("");
    }

    private static Explanation live(Board board, Task task, Instant now) {
        return switch (task.stage()) {
            case Stage.Waiting _ -> new WaitExplained(board, task, now).explanation();
            case Stage.Running running ->
                    new WorkExplained(board, task, now).running(running.lease());
            case Stage.Verifying _ -> new WorkExplained(board, task, now).verifying();
            case Stage.InReview _ -> new WorkExplained(board, task, now).inReview();
            case Stage.Integrating integrating ->
                    new LaneExplained(board, task).explanation(integrating);
            case Stage.Ended _ -> ended(EndedTask.of(task), now);
        };
    }

    private static Explanation ended(EndedTask task, Instant now) {
        var stage = task.stage();
        var headline =
                "%s has been %s for %s"
                        .formatted(task.id(), stage.status().word(), Span.since(stage.at(), now));
        var reasons = new ArrayList<String>();
        stage.integrated()
                .map(CommitId::abbreviated)
                .ifPresent(commit -> reasons.add("it is on the shipping branch as " + commit));
        if (!stage.reason().isBlank()) {
            reasons.add(stage.reason());
        }
        if (task.attempts() > 0 || stage.status() != Status.DONE) {
            reasons.add(attempts(task.attempts()));
        }
        return switch (stage.status()) {
            case DONE -> new Explanation(headline, reasons, List.of());
            case FAILED ->
                    new Explanation(
                            headline,
                            reasons,
                            List.of(
                                    "`avyay show %s` has its attempts".formatted(task.id()),
                                    "`avyay retry %1$s` brings it back; `avyay abandon %1$s` gives it up"
                                            .formatted(task.id())));
            case ABANDONED, WAITING, RUNNING, VERIFYING, IN_REVIEW, INTEGRATING ->
                    new Explanation(
                            headline,
                            reasons,
                            List.of(
                                    "`avyay show %s` has its attempts".formatted(task.id()),
                                    "`avyay retry %s` brings it back".formatted(task.id())));
        };
    }

    private static String attempts(int number) {
        return switch (number) {
            case 0 -> "it was never tried";
            case 1 -> "it took one attempt";
            default -> "it had %d attempts".formatted(number);
        };
    }
}
