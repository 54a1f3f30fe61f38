package ai.avyay.planning;

import java.util.List;
import java.util.Optional;

/// What follows from a signal.
///
/// @param board the board after `changes`
/// @param changes to be recorded before any of `commands` runs
/// @param remarks what the person who asked should know, though it was carried out
/// @param refusal why a person's request was not carried out; then nothing else follows
public record Decision(
        Board board,
        List<Change> changes,
        List<Command> commands,
        List<String> remarks,
        Optional<String> refusal) {
    public Decision {
        changes = List.copyOf(changes);
        commands = List.copyOf(commands);
        remarks = List.copyOf(remarks);
    }

    static Decision refused(Board board, String reason) {
        return new Decision(board, List.of(), List.of(), List.of(), Optional.of(reason));
    }
}
