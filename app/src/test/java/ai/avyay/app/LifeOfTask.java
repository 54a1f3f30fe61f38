package ai.avyay.app;

import ai.avyay.testkit.Specification;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the command line says of one task, if one command comes after the other.
///
/// @param moves where a task goes by itself from each stage; none where no engine runs
record LifeOfTask(State first, Map<Stage, List<Stage>> moves)
        implements Specification<LifeOfTask.State, LifeOfTask.Ask, LifeOfTask.Said> {

    /// Where a task is; `CANCELLED` waits for a person.
    enum Stage {
        ABSENT("there is no task"),
        WAITING("waiting"),
        CANCELLED("waiting"),
        RUNNING("running"),
        VERIFYING("verifying"),
        IN_REVIEW("in_review"),
        INTEGRATING("integrating"),
        DONE("done"),
        ABANDONED("abandoned");

        private final String word;

        Stage(String word) {
            this.word = word;
        }

        boolean lives() {
            return this != ABSENT && this != DONE && this != ABANDONED;
        }
    }

    /// @param shown whether a person has seen the work that waits for review
    record State(Stage stage, boolean shown) {
        State to(Stage next) {
            return new State(next, shown && next == stage);
        }
    }

    enum Verb {
        ADD,
        OPEN,
        APPROVE,
        REJECT,
        CANCEL,
        RETRY,
        ABANDON,
        LOOK
    }

    record Ask(String task, Verb verb) {}

    /// What was said.
    ///
    /// @param done whether it was carried out
    /// @param text why not; of a look, the task's status
    record Said(boolean done, String text) {
        /// Refused before it reached the queue.
        boolean wasTurnedAway() {
            return !done && text.contains("the queue is in use by");
        }

        boolean refused(String... words) {
            return !done && List.of(words).stream().allMatch(text::contains);
        }
    }

    /// Where nobody works on the queue; work that waits for review was shown.
    static LifeOfTask atRest(Stage first) {
        return new LifeOfTask(new State(first, first == Stage.IN_REVIEW), Map.of());
    }

    /// Where an engine works on tasks whose work needs a review; what waits for one was shown.
    static LifeOfTask atWork(Stage first) {
        return new LifeOfTask(
                new State(first, first == Stage.IN_REVIEW),
                Map.of(
                        Stage.WAITING, List.of(Stage.RUNNING),
                        Stage.RUNNING, List.of(Stage.VERIFYING, Stage.WAITING),
                        Stage.VERIFYING, List.of(Stage.IN_REVIEW, Stage.WAITING),
                        Stage.INTEGRATING, List.of(Stage.DONE, Stage.WAITING)));
    }

    @Override
    public State initial() {
        return first;
    }

    @Override
    public Set<State> after(State state, Ask input, Said output) {
        var after = new HashSet<State>();
        for (var each : reachable(state)) {
            next(each, input.verb(), output).ifPresent(after::add);
        }
        return after;
    }

    private Set<State> reachable(State state) {
        var found = new HashSet<>(Set.of(state));
        var open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            var from = open.remove();
            for (var stage : moves.getOrDefault(from.stage(), List.of())) {
                if (found.add(from.to(stage))) {
                    open.add(from.to(stage));
                }
            }
        }
        return found;
    }

    private static Optional<State> next(State state, Verb verb, Said said) {
        if (said.wasTurnedAway()) {
            return Optional.of(state);
        }
        return switch (verb) {
            case LOOK -> stays(state, said.text().equals(state.stage().word));
            case ADD ->
                    state.stage() == Stage.ABSENT
                            ? moved(state.to(Stage.WAITING), said)
                            : stays(state, said.refused("already"));
            case OPEN -> inReview(state, said, () -> moved(new State(Stage.IN_REVIEW, true), said));
            case APPROVE ->
                    inReview(
                            state,
                            said,
                            () ->
                                    state.shown()
                                            ? moved(state.to(Stage.INTEGRATING), said)
                                            : stays(state, said.refused("was not shown yet")));
            case REJECT -> inReview(state, said, () -> moved(state.to(Stage.WAITING), said));
            case CANCEL -> cancel(state, said);
            case RETRY -> retry(state, said);
            case ABANDON -> abandon(state, said);
        };
    }

    private static Optional<State> stays(State state, boolean fits) {
        return fits ? Optional.of(state) : Optional.empty();
    }

    private static Optional<State> moved(State next, Said said) {
        return said.done() ? Optional.of(next) : Optional.empty();
    }

    private static Optional<State> unknown(State state, Said said) {
        return stays(state, said.refused(state.stage().word));
    }

    private static Optional<State> inReview(
            State state, Said said, java.util.function.Supplier<Optional<State>> then) {
        if (!state.stage().lives()) {
            return unknown(state, said);
        }
        return state.stage() == Stage.IN_REVIEW
                ? then.get()
                : stays(state, said.refused("is not in review but " + state.stage().word));
    }

    private static Optional<State> cancel(State state, Said said) {
        return switch (state.stage()) {
            case ABSENT, DONE, ABANDONED -> unknown(state, said);
            case RUNNING, VERIFYING -> moved(state.to(Stage.CANCELLED), said);
            case WAITING, CANCELLED, IN_REVIEW, INTEGRATING ->
                    stays(state, said.refused(state.stage().word, "nothing works on it"));
        };
    }

    private static Optional<State> retry(State state, Said said) {
        return switch (state.stage()) {
            case ABSENT, DONE -> unknown(state, said);
            case WAITING -> stays(state, said.refused("is waiting already"));
            case CANCELLED, ABANDONED -> moved(state.to(Stage.WAITING), said);
            case RUNNING, VERIFYING, IN_REVIEW, INTEGRATING ->
                    stays(state, said.refused(state.stage().word, "nothing to retry"));
        };
    }

    private static Optional<State> abandon(State state, Said said) {
        if (!state.stage().lives()) {
            return unknown(state, said);
        }
        var shipping = state.stage() == Stage.INTEGRATING && said.refused("is being shipped");
        return shipping ? Optional.of(state) : moved(state.to(Stage.ABANDONED), said);
    }
}
