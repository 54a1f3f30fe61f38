package ai.avyay.nodes;

import ai.avyay.engine.Execution.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a confined program sees of the machine; everything else is absent.
///
/// @param overlays made before anything is mounted; their merged folders are among the mounts
/// @param mounts besides the system's folders; a later one lies over an earlier one
/// @param directory where it starts, as the program sees it
/// @param environment the whole of it
public record Enclosure(
        List<Overlay> overlays,
        List<Mount> mounts,
        Network network,
        String directory,
        Map<String, String> environment) {
    public Enclosure {
        overlays = List.copyOf(overlays);
        mounts = List.copyOf(mounts);
        environment = Map.copyOf(environment);
    }

    /// How to start a program in it: a command of the machine.
    public record Start(List<String> command, Map<String, String> environment, Path directory) {
        public Start {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }
}
