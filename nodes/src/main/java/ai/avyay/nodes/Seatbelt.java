package ai.avyay.nodes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// macOS: the kernel's sandbox, entered through `sandbox-exec`.
///
/// Its profile is tested as a text only; it has not been run by this project's tests, which run on
/// Linux.
public final class Seatbelt implements Sandbox {
    private static final Path PROGRAM = Path.of("/usr/bin/sandbox-exec");

    private final SeatbeltProfile profile;

    private Seatbelt(SeatbeltProfile profile) {
        this.profile = profile;
    }

    static Sandbox detect(Optional<Path> gateway) {
        if (!Files.isExecutable(PROGRAM)) {
            return new Unconfined("this macOS has no " + PROGRAM);
        }
        return new Seatbelt(new SeatbeltProfile(gateway));
    }

    @Override
    public List<String> uncontained() {
        return List.of(
                "a program that leaves its process tree lives on after its attempt, inside its sandbox",
                "names and sizes of files outside of the workspace can be seen, not their content",
                "after a kill -9 of the engine its programs live on until they end by themselves");
    }

    @Override
    public boolean remaps() {
        return false;
    }

    @Override
    public Enclosure.Start start(Enclosure enclosure, List<String> program) {
        var command =
                Stream.concat(
                        Stream.of(PROGRAM.toString(), "-p", profile.of(enclosure)),
                        program.stream());
        return new Enclosure.Start(
                command.toList(), enclosure.environment(), Path.of(enclosure.directory()));
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
