package ai.avyay.simulation;

import ai.avyay.domain.Delivery;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Board;
import ai.avyay.planning.Explanation;
import ai.avyay.planning.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a person does who knows of nothing but what `why` says: approves, retries what may be
/// retried, and gives up what was retried enough.
final class Advice {
    private static final Pattern COMMAND =
            Pattern.compile("`avyay (retry|abandon) ([a-z0-9-]+)`.*");
    private static final int ENOUGH = 3;

    private final Map<TaskId, Integer> retried = new HashMap<>();

    /// What is to be asked for now.
    List<Request> followed(Board board, Instant now, Disk disk) {
        var wishes = new ArrayList<Request>();
        if (board.state().engine().pause().isPresent()) {
            wishes.add(new Request.Resume());
        }
        for (var task : board.state().live().values()) {
            wish(board, task, now, disk).ifPresent(wishes::add);
        }
        return wishes;
    }

    private Optional<Request> wish(Board board, Task task, Instant now, Disk disk) {
        if (task.stage() instanceof Stage.InReview) {
            var shown = task.attempts().getLast().delivery().map(Delivery::commit);
            return Optional.of(new Request.Approve(task.id(), shown, "a person"));
        }
        for (var next : Explanation.why(board, task.id(), now).next()) {
            var matcher = COMMAND.matcher(next);
            if (matcher.matches()) {
                var named = new TaskId(matcher.group(2));
                if (matcher.group(1).equals("abandon")) {
                    return Optional.of(new Request.Abandon(named, "it cannot come"));
                }
                if (retried.merge(named, 1, Integer::sum) <= ENOUGH) {
                    return Optional.of(new Request.Retry(named, disk.ended(named)));
                }
            }
        }
        return Optional.empty();
    }
}
