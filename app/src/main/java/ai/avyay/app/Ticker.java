package ai.avyay.app;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Shows a person once a second that something goes on: for how long, and what there is to say of
/// it.
///
/// Where nobody looks, it shows nothing.
final class Ticker implements AutoCloseable {
    private static final String CLEAR = "\r\u001b[K";
    private static final int TAIL = 2_000;

    private final Terminal terminal;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    private Ticker(Terminal terminal, String what, Supplier<String> detail) {
        this.terminal = terminal;
        this.thread = Thread.ofVirtual().unstarted(() -> tick(what, detail));
    }

    static Ticker start(Terminal terminal, String what, Supplier<String> detail) {
        var ticker = new Ticker(terminal, what, detail);
        if (terminal.interactive()) {
            ticker.thread.start();
        }
        return ticker;
    }

    private void tick(String what, Supplier<String> detail) {
        try {
            for (var seconds = 1; !over.await(1, TimeUnit.SECONDS); seconds++) {
                var now = detail.get();
                var line =
                        what
                                + ", "
                                + Phrases.duration(Duration.ofSeconds(seconds))
                                + (now.isEmpty() ? "" : ": " + now);
                terminal.err()
                        .print(
                                CLEAR
                                        + terminal.ink()
                                                .faint(Phrases.fit(line, terminal.width() - 1)));
                terminal.err().flush();
            }
            terminal.err().print(CLEAR);
            terminal.err().flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The last line of a log that is being written, as a detail to show.
    static String lastLine(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[(int) Math.min(TAIL, file.length())];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce("", (_, last) -> last);
        } catch (IOException notYet) {
            return "";
        }
    }

    @Override
    public void close() {
        over.countDown();
        if (!terminal.interactive()) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
