package ai.avyay.engine;

import java.time.Duration;

/// How much an attempt or a check may produce before it is cut off.
///
/// @param silence after which an agent that shows no sign of work is stopped
/// @param logBytes of one run's log
/// @param reportBytes of all report files of one check
/// @param artifactBytes of one artifact
public record RunBounds(Duration silence, long logBytes, long reportBytes, long artifactBytes) {
    public static final RunBounds DEFAULT =
            new RunBounds(Duration.ofMinutes(15), 64L << 20, 64L << 20, 256L << 20);
}
