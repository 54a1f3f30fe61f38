package ai.avyay.engine;

/// Tells people what they should know while the engine runs.
public interface Notifier {
    /// Shows a line that says what happened, to what, and what to do next if anything.
    void tell(Notice notice);

    /// One line for people.
    ///
    /// @param level who should act: `INFO` nobody, `WARNING` somebody soon
    record Notice(Level level, String text) {
        /// How urgent it is.
        public enum Level {
            INFO,
            WARNING
        }
    }
}
