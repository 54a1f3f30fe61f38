package ai.avyay.nodes;

import java.time.Duration;

/// How much a workspace may take of its machine.
///
/// @param workspaceBytes of its clone, HOME and TMPDIR together; a run that exceeds it is stopped
/// @param workspaceFiles likewise, in files and folders
/// @param resultBytes of the packed objects that an attempt hands in
/// @param spareBytes that must be left on its disk; a run that failed with less did so for want of
///   space, which is nobody's fault
/// @param grace between the request to end and the kill
public record WorkspaceLimits(
        long workspaceBytes,
        long workspaceFiles,
        long resultBytes,
        long spareBytes,
        Duration grace) {
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    /// 20 GiB, two million files, results of 1 GiB, 16 MiB to spare, five seconds.
    public static final WorkspaceLimits USUAL =
            new WorkspaceLimits(20 * GIB, 2_000_000, GIB, 16 * MIB, Duration.ofSeconds(5));

    public WorkspaceLimits {
        if (workspaceBytes <= 0
                || workspaceFiles <= 0
                || resultBytes <= 0
                || spareBytes < 0
                || grace.isNegative()) {
            throw new IllegalArgumentException("a limit must be positive");
        }
    }
}
