package ai.avyay.planning;

import ai.avyay.domain.Event;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Sightings.Looking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A decision in the making: the board as it would stand, the facts so far and the commands that
/// follow from them.
final class Deliberation {
    private final Instant now;
    private final List<Change> changes = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private Board board;

    Deliberation(Board board, Instant now) {
        this.board = board.at(now);
        this.now = now;
    }

    Instant now() {
        return now;
    }

    Board board() {
        return board;
    }

    Optional<Task> task(TaskId id) {
        return board.state().task(id);
    }

    /// Records facts that came about together; they become one commit.
    void record(Event... events) {
        record(List.of(events));
    }

    void record(List<Event> events) {
        var subject = LogLine.of(events, board.state());
        for (var event : events) {
            board = board.apply(event);
        }
        changes.add(new Change(subject, events, board.state()));
    }

    /// Adds facts that follow at once from the last change to that change; they become one commit
    /// with it.
    void follow(List<Event> events) {
        if (changes.isEmpty()) {
            record(events);
            return;
        }
        for (var event : events) {
            board = board.apply(event);
        }
        var cause = changes.removeLast();
        var together = new ArrayList<>(cause.events());
        together.addAll(events);
        changes.add(new Change(cause.subject(), together, board.state()));
    }

    void remark(String text) {
        remarks.add(text);
    }

    void command(Command command) {
        commands.add(command);
    }

    /// Has the branch looked at for `paths`; if a look is under way, for everything once that is
    /// back.
    void lookAtBranch(Set<String> paths) {
        if (board.sightings().looking() != Looking.NOT) {
            sight(board.sightings().withLooking(Looking.AND_AGAIN));
            return;
        }
        sight(board.sightings().withLooking(Looking.ONCE));
        command(new Command.LookAtBranch(paths, board.sightings().branch()));
    }

    /// Takes in what a look has found.
    void seen(CommitSeen look) {
        var another = board.sightings().looking() == Looking.AND_AGAIN;
        board = board.seen(look, now);
        sight(board.sightings().withLooking(Looking.NOT));
        if (another) {
            lookAtBranch(board.wantedPaths());
        }
    }

    void become(Board changed) {
        board = changed;
    }

    void sight(Sightings sightings) {
        board = board.withSightings(sightings);
    }

    Decision conclude() {
        return new Decision(board, changes, commands, remarks, Optional.empty());
    }
}
