package ai.avyay.simulation;

import ai.avyay.domain.Event;
import ai.avyay.planning.Command;
import java.util.Optional;

/// An agent whose attempt has ended while it works is stopped, unless its work is still waited for.
final class NothingWorksInVain implements Law {
    @Override
    public String sentence() {
        return "what works in vain is stopped";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        if (sight.board().isEmpty()) {
            return Optional.empty();
        }
        for (var i = 0; i < sight.facts().size(); i++) {
            if (sight.facts().get(i) instanceof Event.AttemptEnded end) {
                var work = sight.before().get(i).task(end.task()).map(Work::of);
                if (work.filter(ended -> isInVain(ended, sight)).isPresent()) {
                    return Optional.of(work.get() + " has ended and works on");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isInVain(Work work, Sight sight) {
        var works =
                sight.truth().occupations().stream()
                        .anyMatch(occupation ->
                                occupation.kind() == Truth.Occupation.Kind.AGENT
                                        && occupation.work().equals(work));
        var stopped =
                sight.begun().stream()
                        .anyMatch(begun ->
                                begun.command()
                                        .equals(
                                                new Command.StopAttempt(
                                                        work.task(), work.generation())));
        var awaited =
                sight.board().stream()
                        .flatMap(board -> board.sightings().lingering().stream())
                        .anyMatch(lingering ->
                                lingering.task().equals(work.task())
                                        && lingering.generation() == work.generation());
        return works && !stopped && !awaited;
    }
}
