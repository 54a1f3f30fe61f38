package ai.avyay.engine;

/// How much an attempt or a check may produce before it is cut off.
///
/// @param logBytes of one run's log
/// @param reportBytes of all report files of one check
/// @param artifactBytes of one artifact
public record RunBounds(long logBytes, long reportBytes, long artifactBytes) {
    public static final RunBounds DEFAULT = new RunBounds(64L << 20, 64L << 20, 256L << 20);
}
