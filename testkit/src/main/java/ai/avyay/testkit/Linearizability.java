package ai.avyay.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Whether what many saw at once can have happened one after the other, each at some moment between
/// question and answer.
///
/// The search is that of Wing and Gong, with Lowe's memory: what is left to be put in order, and
/// the state, are looked at once. Histories of things that have nothing to do with one another are
/// best checked one by one, see [#byKey].
public final class Linearizability<S, I, O> {
    private final Specification<S, I, O> specification;
    private final List<Operation<I, O>> history;
    private final int most;
    private final Set<Place<S>> seen = new HashSet<>();
    private Place<S> furthest;

    private Linearizability(
            Specification<S, I, O> specification, List<Operation<I, O>> history, int most) {
        this.specification = specification;
        this.history =
                history.stream().sorted(Comparator.comparingLong(Operation::invoked)).toList();
        this.most = most;
        this.furthest = new Place<>(new BitSet(), specification.initial());
    }

    /// What came of a check.
    public sealed interface Verdict {
        /// There is such an order.
        record Holds() implements Verdict {}

        /// There is none.
        ///
        /// @param story how far an order goes at most, and what does not fit after it
        record Broken(String story) implements Verdict {}

        /// The search was given up.
        record Undecided(int looked) implements Verdict {}
    }

    /// A place in the search.
    ///
    /// @param done the operations that are in order already; never changed once it is made
    private record Place<S>(BitSet done, S state) {}

    /// Checks `history`, looking at `most` places of the search.
    public static <S, I, O> Verdict check(
            Specification<S, I, O> specification, List<Operation<I, O>> history, int most) {
        return new Linearizability<>(specification, history, most).search();
    }

    /// Checks the operations of each key by themselves; what is first found not to hold is told.
    public static <K, S, I, O> Verdict byKey(
            Function<I, K> key,
            Specification<S, I, O> specification,
            List<Operation<I, O>> history,
            int most) {
        Map<K, List<Operation<I, O>>> parts = new LinkedHashMap<>();
        for (var operation : history) {
            parts.computeIfAbsent(key.apply(operation.input()), _ -> new ArrayList<>())
                    .add(operation);
        }
        for (var part : parts.values()) {
            var verdict = check(specification, part, most);
            if (!(verdict instanceof Verdict.Holds)) {
                return verdict;
            }
        }
        return new Verdict.Holds();
    }

    private Verdict search() {
        Deque<Place<S>> open = new ArrayDeque<>();
        open.push(furthest);
        seen.add(furthest);
        while (!open.isEmpty()) {
            var place = open.pop();
            if (isComplete(place.done())) {
                return new Verdict.Holds();
            }
            if (place.done().cardinality() > furthest.done().cardinality()) {
                furthest = place;
            }
            if (seen.size() > most) {
                return new Verdict.Undecided(seen.size());
            }
            next(place).stream().filter(seen::add).forEach(open::push);
        }
        return new Verdict.Broken(story());
    }

    /// What had no answer need not have happened.
    private boolean isComplete(BitSet done) {
        for (var i = done.nextClearBit(0); i < history.size(); i = done.nextClearBit(i + 1)) {
            if (history.get(i).returned() != Operation.NEVER) {
                return false;
            }
        }
        return true;
    }

    private List<Place<S>> next(Place<S> place) {
        var next = new ArrayList<Place<S>>();
        for (var candidate : candidates(place.done())) {
            var operation = history.get(candidate);
            for (var state :
                    specification.after(place.state(), operation.input(), operation.output())) {
                var done = (BitSet) place.done().clone();
                done.set(candidate);
                next.add(new Place<>(done, state));
            }
        }
        return next;
    }

    /// Those that were asked before any other that is left was answered.
    private List<Integer> candidates(BitSet done) {
        var firstAnswer = Operation.NEVER;
        var candidates = new ArrayList<Integer>();
        for (var i = done.nextClearBit(0); i < history.size(); i = done.nextClearBit(i + 1)) {
            if (history.get(i).invoked() > firstAnswer) {
                return candidates;
            }
            candidates.add(i);
            firstAnswer = Math.min(firstAnswer, history.get(i).returned());
        }
        return candidates;
    }

    private String story() {
        var story = new StringBuilder("in order, as far as it goes:\n");
        for (var i = 0; i < history.size(); i++) {
            if (furthest.done().get(i)) {
                story.append("  ").append(history.get(i)).append('\n');
            }
        }
        story.append("then ").append(furthest.state()).append(", and none of these fits:\n");
        candidates(furthest.done())
                .forEach(i -> story.append("  ").append(history.get(i)).append('\n'));
        return story.toString();
    }
}
