package ai.avyay.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long the newest attempts of one type of task worked, oldest first, at most [#LIMIT].
public record DurationHistory(List<Sample> samples) {
    public static final int LIMIT = 200;
    public static final DurationHistory EMPTY = new DurationHistory(List.of());

    /// One attempt's working time, in whole seconds.
    ///
    /// @param censored whether the attempt was stopped then, so that the true duration is longer
    public record Sample(Duration duration, boolean censored) {}

    public DurationHistory {
        samples = List.copyOf(samples);
    }

    DurationHistory plus(Sample sample) {
        var more = new ArrayList<>(samples);
        more.add(sample);
        return new DurationHistory(more.subList(Math.max(0, more.size() - LIMIT), more.size()));
    }
}
