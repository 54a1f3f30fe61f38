package ai.avyay.engine;

import java.time.Duration;

/// How a run ended; in every case no process of it is left.
public sealed interface Exit {
    /// The program ended by itself.
    ///
    /// @param code 0 to 255; 128 + n if signal n ended it
    record Exited(int code) implements Exit {}

    record TimedOut(Duration after) implements Exit {}

    /// Nothing was heard of it for the length of the silence bound.
    record Silent(Duration after) implements Exit {}

    /// It could not be started.
    record NotStarted(String reason) implements Exit {}

    /// What became of it will never be known: its machine was restarted, or it was killed there.
    record Vanished(String reason) implements Exit {}

    /// Whether the program ended by itself with code 0.
    default boolean clean() {
        return this instanceof Exited(var code) && code == 0;
    }
}
