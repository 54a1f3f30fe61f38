package ai.avyay.bench;

import java.util.Arrays;
import java.util.stream.LongStream;

/// Measured times in nanoseconds, sorted.
record Percentiles(long[] sorted) {
    Percentiles {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = Arrays.stream(sorted).sorted().toArray();
    }

    static Percentiles of(LongStream nanoseconds) {
        return new Percentiles(nanoseconds.toArray());
    }

    /// The time, in milliseconds, that `percent` of all did not exceed.
    double at(double percent) {
        var rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
    }

    double median() {
        return at(50);
    }

    @Override
    public String toString() {
        return "p50 %.3f ms, p99 %.3f ms, most %.3f ms of %,d"
                .formatted(median(), at(99), at(100), sorted.length);
    }
}
