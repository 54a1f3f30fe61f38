package ai.avyay.nodes;

import ai.avyay.engine.NodeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program that runs in a sandbox, with its whole process tree.
///
/// The first process inside is a shell that reports that the sandbox stands, and starts the program
/// only when it is told to. So the sandbox's own failure is never taken for the program's, and no
/// program begins after the engine has died.
final class Confinement implements AutoCloseable {
    /// How long a killed process tree may take to be gone; the kernel finishes what the processes
    /// were writing.
    private static final Duration LONGEST_DEATH = Duration.ofSeconds(30);

    private static final int MOST_REASON = 2000;
    private static final int ENTERED = 1;
    private static final int NOT_FOUND = 2;

    /// Processes and threads of one run, counted in a user namespace of its own. The kernel holds
    /// the superuser to it by [ControlGroups] only.
    static final String MOST_PROCESSES = "2048";

    private static final String ENTRY =
            """
            most=$1
            shift
            command -v "$1" >/dev/null 2>&1 || { printf '\\002'; exit 127; }
            printf '\\001'
            read -r go || exit 125
            ulimit -p "$most" 2>/dev/null || ulimit -u "$most" 2>/dev/null
            exec 3>&2 2>/dev/null
            ("$@" 2>&3 3>&-) </dev/null
            exit $?
            """;

    private final Sandbox sandbox;
    private final ReadyShell shell;
    private final Process process;
    private final String program;

    private Confinement(Sandbox sandbox, ReadyShell shell, String program) {
        this.sandbox = sandbox;
        this.shell = shell;
        this.process = shell.process();
        this.program = program;
    }

    /// Makes the sandbox; the program waits in it for [#enter()].
    ///
    /// @param coming becomes the sandbox, and ends with it
    /// @param merged whether errors are part of the output
    static Confinement start(
            Launcher.Coming coming,
            Sandbox sandbox,
            Enclosure enclosure,
            List<String> command,
            boolean merged)
            throws IOException, InterruptedException {
        var inner =
                new ArrayList<>(
                        List.of(
                                "/bin/sh",
                                "-c",
                                ENTRY,
                                "sh",
                                sandbox.remaps() ? MOST_PROCESSES : "unlimited"));
        inner.addAll(command);
        var started = false;
        try {
            var shell = coming.await();
            shell.become(sandbox.start(enclosure, inner), merged);
            started = true;
            return new Confinement(sandbox, shell, command.getFirst());
        } finally {
            if (!started) {
                coming.close();
            }
        }
    }

    /// Lets the program begin.
    ///
    /// @return why it cannot; empty if it has begun
    Optional<String> enter() throws IOException {
        var first = output().read();
        return switch (first) {
            case ENTERED -> {
                try (var input = process.getOutputStream()) {
                    input.write('\n');
                }
                yield Optional.empty();
            }
            case NOT_FOUND -> Optional.of("there is no program '" + program + "' in the sandbox");
            case -1 -> Optional.of(notMade("", errors()));
            default -> Optional.of(notMade(Character.toString(first), output()));
        };
    }

    private static String notMade(String begun, InputStream said) throws IOException {
        var rest = new String(said.readNBytes(MOST_REASON), StandardCharsets.UTF_8);
        var text = (begun + rest).strip();
        return "the sandbox was not made" + (text.isEmpty() ? "" : ": " + text);
    }

    InputStream output() {
        return process.getInputStream();
    }

    /// Empty if the errors are part of the output.
    InputStream errors() {
        return process.getErrorStream();
    }

    /// Waits until the process tree is gone, at most `time`.
    boolean ended(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// 0 to 255; 128 + n if signal n ended the program.
    int code() {
        return process.exitValue();
    }

    /// Asks the program to end, and kills its process tree after `grace`; an interrupt of this
    /// thread ends the grace.
    ///
    /// @throws NodeException if it cannot be killed
    void stop(Duration grace) {
        if (!process.isAlive()) {
            return;
        }
        var interrupted = Thread.interrupted();
        if (!interrupted) {
            interrupted = !ask(grace);
        }
        try {
            var deadline = System.nanoTime() + LONGEST_DEATH.toNanos();
            do {
                sandbox.killed(process).forEach(ProcessHandle::destroyForcibly);
                interrupted |= Thread.interrupted();
            } while (!gone() && System.nanoTime() < deadline);
            if (process.isAlive()) {
                throw new NodeException(
                        "process "
                                + process.pid()
                                + " of '"
                                + program
                                + "' survives being killed; look at it with: ps -o stat,wchan,args "
                                + process.pid());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Kills what is left.
    @Override
    public void close() {
        stop(Duration.ZERO);
        shell.close();
    }

    private boolean gone() {
        try {
            return ended(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// @return whether the grace was not cut short by an interrupt
    private boolean ask(Duration grace) {
        var asked = sandbox.asked(process).toList();
        asked.forEach(ProcessHandle::destroy);
        try {
            if (!asked.isEmpty()) {
                ended(grace);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
