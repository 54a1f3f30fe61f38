package ai.avyay.planning;

import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// The place of an eligible task in the order in which tasks are served.
///
/// Every eligible task gains the same priority per hour, so the order of two never turns and can be
/// one number: the moment at which the task would have had to become eligible at priority 0 to be
/// as far now.
record ReadyKey(long virtualStart, TaskId task) implements Comparable<ReadyKey> {
    private static final long MILLIS_PER_POINT =
            Duration.ofHours(1).toMillis() / Timing.AGEING_PER_HOUR;
    private static final Comparator<ReadyKey> ORDER =
            Comparator.comparingLong(ReadyKey::virtualStart).thenComparing(ReadyKey::task);

    static ReadyKey of(Task task, Instant eligibleSince) {
        var ahead = task.definition().heading().priority() * MILLIS_PER_POINT;
        return new ReadyKey(eligibleSince.toEpochMilli() - ahead, task.id());
    }

    @Override
    public int compareTo(ReadyKey other) {
        return ORDER.compare(this, other);
    }
}
