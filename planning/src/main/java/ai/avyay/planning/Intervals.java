package ai.avyay.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Times in order and without overlap.
record Intervals(List<Interval> intervals) {
    Intervals {
        intervals = List.copyOf(intervals);
    }

    /// From `start` until before `end`.
    record Interval(Instant start, Instant end) {
        Duration length() {
            return Duration.between(start, end);
        }

        boolean isEmpty() {
            return !start.isBefore(end);
        }
    }

    /// All times that are in one of `any`.
    static Intervals union(Collection<Interval> any) {
        var sorted =
                any.stream()
                        .filter(interval -> !interval.isEmpty())
                        .sorted(Comparator.comparing(Interval::start))
                        .toList();
        var merged = new ArrayList<Interval>();
        for (var next : sorted) {
            if (!merged.isEmpty() && !next.start().isAfter(merged.getLast().end())) {
                var last = merged.removeLast();
                merged.add(new Interval(last.start(), later(last.end(), next.end())));
            } else {
                merged.add(next);
            }
        }
        return new Intervals(merged);
    }

    /// The times of `whole` that are not in this.
    Intervals gapsIn(Interval whole) {
        var gaps = new ArrayList<Interval>();
        var from = whole.start();
        for (var interval : intervals) {
            gaps.add(new Interval(from, earlier(interval.start(), whole.end())));
            from = later(from, interval.end());
        }
        gaps.add(new Interval(from, whole.end()));
        return union(gaps);
    }

    Intervals minus(Intervals other) {
        return union(
                intervals.stream()
                        .flatMap(interval -> other.gapsIn(interval).intervals().stream())
                        .toList());
    }

    Duration length() {
        return intervals.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }

    private static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }
}
