package ai.avyay.app;

import ai.avyay.engine.Execution.Network;
import java.time.Duration;
import java.util.List;

/// Folders of HOME in which a build tool keeps what it downloads, and the command that fills them.
///
/// @param paths relative to HOME
public record Cache(String name, List<String> paths, Filling filling) {
    public Cache {
        paths = List.copyOf(paths);
    }

    /// How a cache is filled.
    ///
    /// @param command for a POSIX shell, at the root of a checkout of the shipping branch
    /// @param files of the person's own HOME that the command can read, such as `.m2/settings.xml`;
    ///   no check sees them
    /// @param environment names of variables that the command gets from the person's environment
    public record Filling(
            String command,
            Network network,
            List<String> files,
            List<String> environment,
            Duration timeout) {
        public Filling {
            files = List.copyOf(files);
            environment = List.copyOf(environment);
        }
    }
}
