package ai.avyay.nodes.ssh;

import ai.avyay.engine.NodeAwayException;
import ai.avyay.engine.NodeException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hears of one run on a node until it is over, and renews its lease; for as long as one connection
/// lasts.
///
/// @param run its folder, relative to that of all repositories
/// @param lease how long the run may work without being renewed
record Following(Ssh ssh, String run, LocalLog log, Optional<Duration> lease) {
    /// The node says something each second.
    private static final Duration SILENCE = Duration.ofSeconds(12);

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(10);
    private static final int LONGEST_LINE = 1000;
    private static final int LARGEST_PIECE = 1 << 20;

    /// What came of a run.
    sealed interface News {
        /// It is over, as its runner says.
        record Over(String result) implements News {}

        /// Its runner is gone, and said nothing.
        record Gone(String reason) implements News {}

        /// Our log is not the node's.
        record OtherLog() implements News {}
    }

    /// Follows until there is news.
    ///
    /// @throws NodeAwayException if the connection is lost
    News follow() throws InterruptedException {
        var listening = new Listening(ssh.start(Scripts.FOLLOW.text(), List.of(run, begin())));
        var task = new FutureTask<>(listening);
        var thread = Thread.ofVirtual().name("follow").start(task);
        try {
            return await(task, listening);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause(), listening);
        } finally {
            listening.process.close();
            thread.join(LAST_WORDS);
        }
    }

    private String begin() {
        try {
            return Long.toString(log.begin());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private News await(FutureTask<News> task, Listening listening)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return task.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() - listening.heard > SILENCE.toNanos()) {
                    ssh.cut();
                    throw new NodeAwayException(ssh.destination() + ": it has fallen silent", e);
                }
            }
        }
    }

    private RuntimeException failure(Throwable cause, Listening listening)
            throws InterruptedException {
        return switch (cause) {
            case NodeException said -> said;
            case Ended ended -> {
                var reply = listening.process.end(PATIENCE);
                yield new NodeAwayException(
                        "%s: the connection was lost %s"
                                .formatted(ssh.destination(), reply.errors().strip()),
                        ended);
            }
            case NumberFormatException strange ->
                    new NodeException(
                            ssh.destination() + ": it says what nobody asked for", strange);
            case IOException e ->
                    new NodeException(
                            ssh.destination() + ": the log cannot be written: " + e.getMessage(),
                            e);
            default -> new IllegalStateException(cause);
        };
    }

    /// The node says no more.
    private static final class Ended extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final class Listening implements Callable<News> {
        private final RemoteProcess process;
        private final InputStream stream;
        private volatile long heard = System.nanoTime();
        private long renewed;
        private boolean everRenewed;

        Listening(RemoteProcess process) {
            this.process = process;
            this.stream = new BufferedInputStream(process.output());
        }

        @Override
        public News call() throws IOException {
            while (true) {
                var words = line().split(" ", 2);
                heard = System.nanoTime();
                renew();
                var said = words.length < 2 ? "" : words[1].strip();
                var fits =
                        switch (words[0]) {
                            case "size" -> log.fits(Long.parseLong(said));
                            case "log" -> log.append(piece(Integer.parseInt(said)));
                            default -> true;
                        };
                if (!fits) {
                    return new News.OtherLog();
                }
                if (words[0].equals("end")) {
                    return new News.Over(said);
                }
                if (words[0].equals("gone")) {
                    return new News.Gone(said);
                }
            }
        }

        private String line() throws IOException {
            var line = new java.io.ByteArrayOutputStream();
            for (var next = next(); next != '\n'; next = next()) {
                line.write(next);
                if (line.size() > LONGEST_LINE) {
                    throw new NodeException(ssh.destination() + ": it says what nobody asked for");
                }
            }
            return line.toString(StandardCharsets.UTF_8);
        }

        private int next() throws IOException {
            try {
                var next = stream.read();
                if (next < 0) {
                    throw new Ended();
                }
                return next;
            } catch (Ended e) {
                throw e;
            } catch (IOException cut) {
                throw ended(cut);
            }
        }

        private byte[] piece(int length) throws IOException {
            if (length < 0 || length > LARGEST_PIECE) {
                throw new NodeException(ssh.destination() + ": it says what nobody asked for");
            }
            byte[] piece;
            try {
                piece = stream.readNBytes(length);
            } catch (IOException cut) {
                throw ended(cut);
            }
            heard = System.nanoTime();
            if (piece.length < length) {
                throw new Ended();
            }
            return piece;
        }

        private static Ended ended(IOException cut) {
            var ended = new Ended();
            ended.initCause(cut);
            return ended;
        }

        /// Each renewal is another word, after a restart of ours too.
        private void renew() throws IOException {
            if (lease.isEmpty()) {
                return;
            }
            var pause = Math.min(lease.get().toNanos() / 4, LONGEST_RENEWAL.toNanos());
            if (everRenewed && heard - renewed < pause) {
                return;
            }
            renewed = heard;
            everRenewed = true;
            try {
                var to = process.input();
                to.write((System.nanoTime() + "\n").getBytes(StandardCharsets.US_ASCII));
                to.flush();
            } catch (IOException cut) {
                throw ended(cut);
            }
        }
    }
}
