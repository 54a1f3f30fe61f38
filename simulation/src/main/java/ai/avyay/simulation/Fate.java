package ai.avyay.simulation;

import ai.avyay.domain.Outcome;
import java.time.Duration;

/// What is to become of an attempt if nothing comes between.
sealed interface Fate {
    /// How long the agent works.
    Duration after();

    /// The agent ends well.
    ///
    /// @param quality the score that its work deserves
    /// @param whole whether it makes all its deliverables
    record Delivers(Duration after, int quality, boolean whole) implements Fate {}

    /// The attempt ends without work to be judged.
    record Stops(Duration after, Outcome outcome, boolean leavesWork) implements Fate {}
}
