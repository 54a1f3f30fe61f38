package ai.avyay.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program to run in a workspace's sandbox.
///
/// @param environment everything the program sees besides HOME, TMPDIR, PATH and the locale
/// @param log the file that both outputs are written to, as they come
public record Execution(
        List<String> command,
        Map<String, String> environment,
        Surroundings surroundings,
        Bounds bounds,
        Path log) {
    public Execution {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// What of the outside the program can reach.
    ///
    /// @param visible host paths that appear read-only at the same place
    /// @param home files that appear in the private HOME
    /// @param layers folders that the program may write to as if they were its own
    public record Surroundings(
            Network network, List<Path> visible, List<HomeFile> home, List<Layer> layers) {
        public static final Surroundings NONE =
                new Surroundings(Network.NONE, List.of(), List.of(), List.of());

        public Surroundings {
            visible = List.copyOf(visible);
            home = List.copyOf(home);
            layers = List.copyOf(layers);
        }
    }

    /// What the program may talk to.
    public enum Network {
        NONE,
        /// Only the model gateway.
        GATEWAY,
        OPEN
    }

    /// A file in the private HOME.
    public sealed interface HomeFile {
        /// The path relative to HOME.
        String path();

        /// A file of the user's own, readable by the program and not writable.
        record Shared(String path, Path source) implements HomeFile {}

        /// A file with this text, writable by the program.
        record Written(String path, String text) implements HomeFile {}
    }

    /// A folder `base` seen at `target`, relative to HOME unless absolute.
    public record Layer(Path base, String target, Writes writes) {
        /// A folder that stays as it is, whatever the program does.
        public Layer(Path base, String target) {
            this(base, target, Writes.THROWN_AWAY);
        }
    }

    /// What becomes of what a program writes to a layer.
    public enum Writes {
        THROWN_AWAY,
        /// It changes the folder itself: only for what the engine has made for this one run.
        KEPT
    }

    /// Where a run is stopped.
    ///
    /// @param timeout from its start
    /// @param silence without output or a change of a file in the workspace; not positive: never
    /// @param logBytes output past this is dropped from the middle, and that is said in the log
    /// @param lease how long it may work without the engine, counted in time that goes on while the
    ///   machine sleeps; empty: until its timeout. What dies with the engine needs none
    public record Bounds(
            Duration timeout, Duration silence, long logBytes, Optional<Duration> lease) {
        public Bounds(Duration timeout, Duration silence, long logBytes) {
            this(timeout, silence, logBytes, Optional.empty());
        }
    }
}
