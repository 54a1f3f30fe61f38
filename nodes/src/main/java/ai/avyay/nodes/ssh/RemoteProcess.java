package ai.avyay.nodes.ssh;

import ai.avyay.engine.NodeAwayException;
import ai.avyay.engine.NodeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// A script that a machine carries out now; closing it cuts the connection.
final class RemoteProcess implements AutoCloseable {
    private static final int CONNECTION_FAILED = 255;
    private static final int MOST_ERRORS = 1 << 16;
    private static final int MOST_OUTPUT = 16 << 20;

    private final String destination;
    private final Process process;
    private final FutureTask<String> errors;

    RemoteProcess(String destination, Process process) {
        this.destination = destination;
        this.process = process;
        this.errors = new FutureTask<>(() -> beginning(process.getErrorStream(), MOST_ERRORS));
        Thread.ofVirtual().name("ssh-errors").start(errors);
    }

    /// The beginning of what comes; the rest is read and dropped, so that nobody is stuck.
    private static String beginning(InputStream stream, int most) throws IOException {
        var text = new String(stream.readNBytes(most), StandardCharsets.UTF_8);
        stream.transferTo(OutputStream.nullOutputStream());
        return text;
    }

    /// Reads until the line `mark` has come.
    void skipTo(String mark, int most) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var count = 0; count < most; count++) {
            var next = process.getInputStream().read();
            if (next < 0) {
                throw failure("its shell ended before it carried out anything");
            }
            if (next != '\n') {
                line.write(next);
            } else if (line.toString(StandardCharsets.UTF_8).strip().equals(mark)) {
                return;
            } else {
                line.reset();
            }
        }
        close();
        throw new NodeException(
                destination + ": its shell prints without end before it carries out anything");
    }

    InputStream output() {
        return process.getInputStream();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    /// What a script reads.
    @FunctionalInterface
    interface Input {
        void writeTo(OutputStream stream) throws IOException;
    }

    /// Gives the script its input, and waits for its end.
    ///
    /// @param patience once it has read everything
    Ssh.Reply finish(Input input, Duration patience) throws InterruptedException {
        var output = new FutureTask<>(() -> beginning(output(), MOST_OUTPUT));
        Thread.ofVirtual().name("ssh-output").start(output);
        give(input);
        return end(patience, output);
    }

    /// Gives the script all of its input.
    void give(Input input) {
        try (var to = input()) {
            input.writeTo(to);
        } catch (IOException unread) {
            // The script has ended without reading everything; its end says why.
        }
    }

    /// Waits for the end of a script whose output was read elsewhere.
    Ssh.Reply end(Duration patience) throws InterruptedException {
        var nothing = new FutureTask<>(() -> "");
        nothing.run();
        return end(patience, nothing);
    }

    private Ssh.Reply end(Duration patience, FutureTask<String> output)
            throws InterruptedException {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new NodeAwayException(
                        destination + ": no answer within " + patience.toSeconds() + " s");
            }
            if (process.exitValue() == CONNECTION_FAILED) {
                throw failure("");
            }
            return new Ssh.Reply(process.exitValue(), output.get(), errors.get());
        } catch (ExecutionException e) {
            throw new NodeAwayException(destination + ": the connection was lost", e);
        }
    }

    /// What became of the connection, or of a shell that does not do what it should.
    private NodeException failure(String otherwise) {
        try {
            var code = process.waitFor();
            var said = errors.get();
            return code == CONNECTION_FAILED
                    ? new NodeAwayException(SshTrouble.explained(destination, said))
                    : new NodeException(
                            "%s: %s (%d): %s"
                                    .formatted(destination, otherwise, code, said.strip()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NodeAwayException(destination + ": interrupted");
        } catch (ExecutionException e) {
            return new NodeAwayException(destination + ": the connection was lost", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
