package ai.avyay.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// A source of draws for one purpose. It gives the same draws for the same seed, whatever is drawn
/// for other purposes.
final class Chance {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    static Chance of(long seed, String purpose) {
        return new Chance(new SplittableRandom(seed * SPREAD + purpose.hashCode()));
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /// A number from 0 up to and without `limit`.
    int below(int limit) {
        return random.nextInt(limit);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    /// Half of the draws between `least` and `median`, half between there and `most`, most of these
    /// near the median.
    Duration skewed(Duration least, Duration median, Duration most) {
        if (random.nextBoolean()) {
            return between(least, median);
        }
        return between(median, between(median, between(median, most)));
    }
}
