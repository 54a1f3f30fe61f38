package ai.avyay.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// What is known of a node from the past: whether it may be used, how long it was away, and how
/// attempts fared there.
///
/// @param since when the first of it was recorded
/// @param drained since when and why a person lets nothing new go there
/// @param away since when and why it cannot be reached
/// @param absent how long it was away in all, not counting the present absence
/// @param begun attempts that came to work there
/// @param lost attempts that vanished with it
/// @param delays how long it took until an agent worked, the newest last; at most [#MOST_DELAYS]
public record NodeRecord(
        Instant since,
        Optional<Mark> drained,
        Optional<Mark> away,
        Duration absent,
        int begun,
        int lost,
        PVector<Duration> delays) {
    /// More would not change the median much, and the file is written at each change.
    public static final int MOST_DELAYS = 15;

    /// Something that holds since a time.
    public record Mark(Instant since, String reason) {}

    static NodeRecord first(Instant at) {
        return new NodeRecord(
                at, Optional.empty(), Optional.empty(), Duration.ZERO, 0, 0, TreePVector.empty());
    }

    /// How long it was away until `now`.
    public Duration absent(Instant now) {
        return away.map(mark -> Duration.between(mark.since(), now))
                .filter(Duration::isPositive)
                .map(absence -> absent.plus(absence.truncatedTo(ChronoUnit.MILLIS)))
                .orElse(absent);
    }

    /// The share of the time since the first record during which it could be reached, from 0 to 1.
    public double reachableShare(Instant now) {
        var known = Duration.between(since, now).toMillis();
        return known <= 0 ? 1 : Math.clamp(1 - (double) absent(now).toMillis() / known, 0, 1);
    }

    /// The median time until an agent worked; empty if none has yet.
    public Optional<Duration> medianDelay() {
        var sorted = delays.stream().sorted().toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }

    NodeRecord withDrained(Optional<Mark> changed) {
        return new NodeRecord(since, changed, away, absent, begun, lost, delays);
    }

    NodeRecord wentAway(Mark mark) {
        return new NodeRecord(
                since, drained, Optional.of(mark), absent(mark.since()), begun, lost, delays);
    }

    NodeRecord cameBack(Instant at) {
        return new NodeRecord(since, drained, Optional.empty(), absent(at), begun, lost, delays);
    }

    NodeRecord lostWork() {
        return new NodeRecord(since, drained, away, absent, begun, lost + 1, delays);
    }

    NodeRecord began(Duration delay) {
        var kept = delays.size() < MOST_DELAYS ? delays : delays.minus(0);
        return new NodeRecord(since, drained, away, absent, begun + 1, lost, kept.plus(delay));
    }
}
