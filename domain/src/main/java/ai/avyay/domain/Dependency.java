package ai.avyay.domain;

import java.time.Duration;

/// What one task needs of another before it may start.
public sealed interface Dependency {

    /// Met when the artifact exists, whatever became of the task that was to make it.
    ///
    /// @param artifact the path, relative to the root of the work tree
    /// @param presentWhenAdded whether the shipping branch already held the path when this
    ///   dependency was added; then only a new artifact, or the end of the other task, meets it
    record Hard(String artifact, boolean presentWhenAdded) implements Dependency {}

    /// Met when the other task is done, or when `timeout` has run out since all else was met.
    ///
    /// @param fallback what the prompt tells the agent to do when the wait was given up
    record Soft(Duration timeout, String fallback) implements Dependency {}

    /// Met when the other task has ended, however it ended.
    record Ordering() implements Dependency {}
}
