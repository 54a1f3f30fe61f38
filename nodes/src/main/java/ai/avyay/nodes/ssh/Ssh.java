package ai.avyay.nodes.ssh;

import ai.avyay.engine.NodeAwayException;
import ai.avyay.engine.NodeException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Has one machine carry out scripts in `sh`, by the program `ssh`.
///
/// All calls share one connection. Exit 255 is what `ssh` says of itself, so a script never ends
/// with it; and what the machine's shell prints before the script begins is skipped.
final class Ssh implements AutoCloseable {
    private static final int LONGEST_GREETING = 1 << 16;
    private static final int MARK_BYTES = 12;

    /// Its name is the script; the first argument is printed before it begins.
    private static final String AROUND =
            """
            printf '%s\\n' "$1"
            shift
            /bin/sh -c "$0" sh "$@"
            code=$?
            test $code -ne 255 || code=254
            exit $code
            """;

    private final SshSettings settings;
    private final SecureRandom random = new SecureRandom();

    Ssh(SshSettings settings) {
        this.settings = settings;
    }

    String destination() {
        return settings.destination();
    }

    /// Starts `script` with `arguments`, and waits until it has begun.
    ///
    /// @throws NodeAwayException if the machine cannot be reached
    /// @throws NodeException if its shell cannot begin the script
    RemoteProcess start(String script, List<String> arguments) {
        var mark = mark();
        var words = new ArrayList<>(List.of(AROUND, script, mark));
        words.addAll(arguments);
        var remote = new StringBuilder("exec /bin/sh -c");
        words.forEach(word -> remote.append(' ').append(quoted(word)));
        try {
            var process = new ProcessBuilder(settings.command(remote.toString())).start();
            var started = new RemoteProcess(settings.destination(), process);
            started.skipTo(mark, LONGEST_GREETING);
            return started;
        } catch (IOException e) {
            throw new NodeException(
                    "%s: the program ssh cannot be run (%s); install OpenSSH"
                            .formatted(settings.destination(), e.getMessage()),
                    e);
        }
    }

    /// What `script` printed and how it ended.
    ///
    /// @throws NodeAwayException if the machine cannot be reached, or the connection is lost, or
    ///   there is no end within `patience`
    Reply call(String script, List<String> arguments, RemoteProcess.Input input, Duration patience)
            throws InterruptedException {
        try (var process = start(script, arguments)) {
            return process.finish(input, patience);
        }
    }

    /// Cuts the shared connection, in case it hangs; the next call makes another.
    void cut() {
        close();
    }

    private String mark() {
        var bytes = new byte[MARK_BYTES];
        random.nextBytes(bytes);
        return "avyay-" + HexFormat.of().formatHex(bytes);
    }

    /// A word as every common shell takes it.
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /// What a script printed.
    ///
    /// @param code 0 to 254
    record Reply(int code, String output, String errors) {
        boolean isGood() {
            return code == 0;
        }
    }

    /// Ends the shared connection, if there is one.
    @Override
    public void close() {
        try {
            var ending = new ArrayList<>(settings.command(""));
            ending.removeLast();
            ending.addAll(1, List.of("-O", "exit"));
            var process = new ProcessBuilder(ending).redirectErrorStream(true).start();
            process.getOutputStream().close();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            process.waitFor(SshSettings.CONNECT_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            // It ends by itself soon after its last use.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
