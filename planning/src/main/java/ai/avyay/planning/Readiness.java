package ai.avyay.planning;

import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/// Which waiting tasks may be dispatched, in order, and which will be looked at again at a known
/// time.
///
/// @param ready the eligible tasks of each demand, in the order in which they are served
/// @param unsettled tasks whose recorded `eligible_since` no longer agrees with their conditions
record Readiness(
        PMap<Demand, PSortedSet<ReadyKey>> ready,
        PMap<TaskId, Place> places,
        PSortedSet<Alarm> alarms,
        PMap<TaskId, Alarm> alarmOf,
        PSet<TaskId> unsettled) {
    static final Readiness EMPTY =
            new Readiness(
                    HashTreePMap.empty(),
                    HashTreePMap.empty(),
                    TreePSet.empty(),
                    HashTreePMap.empty(),
                    HashTreePSet.empty());

    /// Where an eligible task stands.
    record Place(Demand demand, ReadyKey key) {}

    /// A time at which a task must be looked at again.
    record Alarm(Instant at, TaskId task) implements Comparable<Alarm> {
        private static final Comparator<Alarm> ORDER =
                Comparator.comparing(Alarm::at).thenComparing(Alarm::task);

        @Override
        public int compareTo(Alarm other) {
            return ORDER.compare(this, other);
        }
    }

    /// What is now known of one task.
    record Verdict(Optional<Place> place, Optional<Instant> again, boolean unsettled) {
        static final Verdict NOT_WAITING = new Verdict(Optional.empty(), Optional.empty(), false);
    }

    Readiness with(TaskId task, Verdict verdict) {
        return withPlace(task, verdict.place())
                .withAlarm(task, verdict.again().map(at -> new Alarm(at, task)))
                .withUnsettled(task, verdict.unsettled());
    }

    /// The first moment at which time alone may change something.
    Optional<Instant> nextAlarm() {
        return alarms.isEmpty() ? Optional.empty() : Optional.of(alarms.first().at());
    }

    /// Eligible tasks in the order in which they are served.
    Stream<ReadyKey> inOrder() {
        return ready.values().stream().flatMap(PSortedSet::stream).sorted();
    }

    private Readiness withPlace(TaskId task, Optional<Place> place) {
        var old = Optional.ofNullable(places.get(task));
        if (old.equals(place)) {
            return this;
        }
        var fewer = old.map(this::readyWithout).orElse(ready);
        if (place.isEmpty()) {
            return new Readiness(fewer, places.minus(task), alarms, alarmOf, unsettled);
        }
        var demand = place.get().demand();
        var together = fewer.getOrDefault(demand, TreePSet.empty()).plus(place.get().key());
        return new Readiness(
                fewer.plus(demand, together),
                places.plus(task, place.get()),
                alarms,
                alarmOf,
                unsettled);
    }

    private PMap<Demand, PSortedSet<ReadyKey>> readyWithout(Place place) {
        var fewer = ready.getOrDefault(place.demand(), TreePSet.empty()).minus(place.key());
        return fewer.isEmpty() ? ready.minus(place.demand()) : ready.plus(place.demand(), fewer);
    }

    private Readiness withAlarm(TaskId task, Optional<Alarm> alarm) {
        var old = Optional.ofNullable(alarmOf.get(task));
        if (old.equals(alarm)) {
            return this;
        }
        var fewer = old.map(alarms::minus).orElse(alarms);
        return alarm.map(added ->
                        new Readiness(
                                ready,
                                places,
                                fewer.plus(added),
                                alarmOf.plus(task, added),
                                unsettled))
                .orElseGet(
                        () -> new Readiness(ready, places, fewer, alarmOf.minus(task), unsettled));
    }

    private Readiness withUnsettled(TaskId task, boolean is) {
        return is == unsettled.contains(task)
                ? this
                : new Readiness(
                        ready,
                        places,
                        alarms,
                        alarmOf,
                        is ? unsettled.plus(task) : unsettled.minus(task));
    }
}
