package ai.avyay.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// No sandbox: a private HOME, TMPDIR and environment, and a process tree that is killed as far as
/// it can be found.
public final class Unconfined implements Sandbox {
    private final String reason;

    /// @param reason why there is no sandbox, and what to do about it
    public Unconfined(String reason) {
        this.reason = reason;
    }

    @Override
    public List<String> uncontained() {
        return List.of(
                "no sandbox: " + reason,
                "agents and checks can read and change every file that you can, the queue and your keys included",
                "agents and checks can use the network",
                "a program that leaves its process tree lives on after its attempt");
    }

    @Override
    public boolean remaps() {
        return false;
    }

    @Override
    public Enclosure.Start start(Enclosure enclosure, List<String> program) {
        return new Enclosure.Start(
                program, enclosure.environment(), Path.of(enclosure.directory()));
    }

    @Override
    public Stream<ProcessHandle> asked(Process process) {
        return killed(process);
    }

    @Override
    public Stream<ProcessHandle> killed(Process process) {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
    }
}
