package ai.avyay.planning;

import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/// Which waiting tasks may be dispatched, in order, and which will be looked at again at a known
/// time.
///
/// @param unsettled tasks whose recorded `eligible_since` no longer agrees with their conditions
record Readiness(
        PSortedSet<ReadyKey> ready,
        PMap<TaskId, ReadyKey> keys,
        PSortedSet<Alarm> alarms,
        PMap<TaskId, Alarm> alarmOf,
        PSet<TaskId> unsettled) {

    static final Readiness EMPTY =
            new Readiness(
                    TreePSet.empty(),
                    HashTreePMap.empty(),
                    TreePSet.empty(),
                    HashTreePMap.empty(),
                    HashTreePSet.empty());

    /// A time at which a task must be looked at again.
    record Alarm(Instant at, TaskId task) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            var byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : task.compareTo(other.task);
        }
    }

    /// What is now known of one task.
    record Verdict(Optional<ReadyKey> key, Optional<Instant> again, boolean unsettled) {
        static final Verdict NOT_WAITING = new Verdict(Optional.empty(), Optional.empty(), false);
    }

    Readiness with(TaskId task, Verdict verdict) {
        return withKey(task, verdict.key())
                .withAlarm(task, verdict.again().map(at -> new Alarm(at, task)))
                .withUnsettled(task, verdict.unsettled());
    }

    /// The first moment at which time alone may change something.
    Optional<Instant> nextAlarm() {
        return alarms.isEmpty() ? Optional.empty() : Optional.of(alarms.first().at());
    }

    private Readiness withKey(TaskId task, Optional<ReadyKey> key) {
        var old = Optional.ofNullable(keys.get(task));
        if (old.equals(key)) {
            return this;
        }
        var fewer = old.map(ready::minus).orElse(ready);
        return key.map(added ->
                        new Readiness(
                                fewer.plus(added),
                                keys.plus(task, added),
                                alarms,
                                alarmOf,
                                unsettled))
                .orElseGet(
                        () -> new Readiness(fewer, keys.minus(task), alarms, alarmOf, unsettled));
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
                                keys,
                                fewer.plus(added),
                                alarmOf.plus(task, added),
                                unsettled))
                .orElseGet(() -> new Readiness(ready, keys, fewer, alarmOf.minus(task), unsettled));
    }

    private Readiness withUnsettled(TaskId task, boolean is) {
        return is == unsettled.contains(task)
                ? this
                : new Readiness(
                        ready,
                        keys,
                        alarms,
                        alarmOf,
                        is ? unsettled.plus(task) : unsettled.minus(task));
    }
}
