package ai.avyay.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The means of this machine to keep a program within its workspace.
public sealed interface Sandbox permits Bubblewrap, Seatbelt, Unconfined {

    /// The best sandbox that this machine offers; [Unconfined] says why if there is none.
    ///
    /// @param gateway the socket of the model gateway, if there is one
    static Sandbox detect(Optional<Path> gateway) {
        if (System.getProperty("os.name", "").startsWith("Mac")) {
            return Seatbelt.detect(gateway);
        }
        return Bubblewrap.detect(gateway);
    }

    /// What it does not contain, in plain words.
    List<String> uncontained();

    /// Whether a program sees its files at other paths than they have outside.
    boolean remaps();

    /// The command that runs `program` in `enclosure`.
    Enclosure.Start start(Enclosure enclosure, List<String> program);

    /// The processes to ask for an end.
    Stream<ProcessHandle> asked(Process process);

    /// The processes whose death leaves none alive.
    Stream<ProcessHandle> killed(Process process);
}
