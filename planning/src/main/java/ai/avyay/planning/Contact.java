package ai.avyay.planning;

import java.time.Duration;

/// What came of asking a node how it is.
public sealed interface Contact {

    /// It answered.
    record Answered(Vitals vitals) implements Contact {}

    /// It could not be reached; what works there may go on.
    ///
    /// @param reason with what to do about it
    record Away(String reason) implements Contact {}

    /// How a machine feels.
    ///
    /// @param load the mean number of programs that wanted to run during the last minute, for each
    ///   core; 0 where it cannot be read
    /// @param throttled whether the machine says that it runs slower because of its heat
    /// @param ahead how far its clock is before ours; negative if it is behind
    record Vitals(double load, boolean throttled, Duration ahead) {
        public static final Vitals UNKNOWN = new Vitals(0, false, Duration.ZERO);
    }
}
