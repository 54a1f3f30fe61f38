package ai.avyay.simulation;

import ai.avyay.domain.Event;
import ai.avyay.domain.State;
import ai.avyay.planning.Board;
import ai.avyay.planning.Command;
import ai.avyay.planning.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What can be seen of a world after a step.
///
/// @param board what the engine believes; empty if it has just died, or could not record the step
/// @param durable what is on disk
/// @param facts those that became durable since the sight before, in order
/// @param before the state before each of `facts`
/// @param firstFact the number of the first of `facts`, all of the world's facts counted from 1
/// @param taken what nodes said and the engine has decided since then
/// @param begun the commands that were begun since then, in order
/// @param now by the clock of the engine's machine
record Sight(
        Optional<Board> board,
        State durable,
        List<Event> facts,
        List<State> before,
        long firstFact,
        List<Signal> taken,
        List<Begun> begun,
        Truth truth,
        Instant now) {

    /// A command that was begun when so many facts were durable.
    record Begun(Command command, long durableFacts) {}
}
