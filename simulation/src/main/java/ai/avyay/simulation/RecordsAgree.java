package ai.avyay.simulation;

import ai.avyay.domain.Event;
import ai.avyay.planning.Board;
import java.util.Optional;

/// What the engine believes of a task is what the durable facts say of it.
final class RecordsAgree implements Law {
    @Override
    public String sentence() {
        return "the engine believes what is on disk, and nothing else";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        return sight.board()
                .flatMap(board ->
                        sight.facts().stream()
                                .filter(Event.OfTask.class::isInstance)
                                .map(Event.OfTask.class::cast)
                                .filter(fact -> !agree(board, sight, fact))
                                .findFirst()
                                .map(fact -> "memory and disk differ after " + fact));
    }

    private static boolean agree(Board board, Sight sight, Event.OfTask fact) {
        var state = board.state();
        return state.task(fact.task()).equals(sight.durable().task(fact.task()))
                && state.live().size() == sight.durable().live().size()
                && state.ended().size() == sight.durable().ended().size();
    }
}
