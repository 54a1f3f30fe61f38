package ai.avyay.nodes;

import ai.avyay.engine.Execution.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Linux: namespaces of its own for every program, made by bubblewrap (`bwrap`); contains all that
/// is promised.
public final class Bubblewrap implements Sandbox {
    private static final long PROBE_SECONDS = 20;

    private final Path program;
    private final BubblewrapArguments arguments;
    private final OverlayMounts overlays;

    private Bubblewrap(Path program, BubblewrapArguments arguments, OverlayMounts overlays) {
        this.program = program;
        this.arguments = arguments;
        this.overlays = overlays;
    }

    /// Bubblewrap if it is installed and can make namespaces here, else [Unconfined] with the
    /// reason.
    static Sandbox detect(Optional<Path> gateway) {
        var program = Programs.find("bwrap");
        if (program.isEmpty()) {
            return new Unconfined(
                    "bubblewrap is not installed (on Debian: apt install bubblewrap)");
        }
        var overlays = OverlayMounts.ofThisMachine();
        if (overlays.isEmpty()) {
            return new Unconfined(
                    "there are no programs 'unshare' and 'mount' (install util-linux)");
        }
        var arguments = new BubblewrapArguments(SystemFolders.ofThisMachine(), gateway);
        var sandbox = new Bubblewrap(program.get(), arguments, overlays.get());
        return sandbox.failure()
                .<Sandbox>map(
                        said -> new Unconfined("bubblewrap cannot make a sandbox here: " + said))
                .orElse(sandbox);
    }

    private Optional<String> failure() {
        var enclosure = new Enclosure(List.of(), List.of(), Network.NONE, "/", Map.of());
        var builder = new ProcessBuilder(start(enclosure, List.of("/bin/sh", "-c", ":")).command());
        builder.environment().clear();
        builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        try {
            var process = builder.start();
            try (var output = process.getInputStream()) {
                var said = new String(output.readNBytes(1000), StandardCharsets.UTF_8).strip();
                if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                    return Optional.of("it does not answer");
                }
                return process.exitValue() == 0 ? Optional.empty() : Optional.of(said);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the trial was interrupted");
        }
    }

    @Override
    public List<String> uncontained() {
        return List.of();
    }

    @Override
    public boolean remaps() {
        return true;
    }

    @Override
    public Enclosure.Start start(Enclosure enclosure, List<String> command) {
        var whole = new ArrayList<String>();
        whole.add(program.toString());
        whole.addAll(arguments.of(enclosure));
        whole.addAll(command);
        var environment = new HashMap<>(enclosure.environment());
        environment.keySet().removeIf(BubblewrapArguments::ofLoader);
        return new Enclosure.Start(
                overlays.around(enclosure.overlays(), whole), environment, Path.of("/"));
    }

    /// What the first process of the namespace has started, not itself: as such it hears no signal.
    @Override
    public Stream<ProcessHandle> asked(Process process) {
        return process.children().flatMap(ProcessHandle::children);
    }

    @Override
    public Stream<ProcessHandle> killed(Process process) {
        var first = process.children().toList();
        return first.isEmpty() ? Stream.of(process.toHandle()) : first.stream();
    }
}
