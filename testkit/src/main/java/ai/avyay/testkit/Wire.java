package ai.avyay.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Writes answers, and the ways in which they fail, to a connection.
final class Wire implements AutoCloseable {
    private static final int LONGEST_STALL_MINUTES = 30;

    private final CountDownLatch closed = new CountDownLatch(1);

    void head(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, -1);
        }
    }

    void send(HttpExchange exchange, String json, int status) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    void answer(HttpExchange exchange, Dialect dialect, boolean streamed, Director.Answer answer)
            throws IOException {
        if (answer.fault().isEmpty()) {
            whole(exchange, dialect, streamed, answer.reply());
            return;
        }
        switch (answer.fault().get()) {
            case Step.RateLimit(var retryAfter) -> {
                exchange.getResponseHeaders()
                        .set("retry-after", Long.toString(retryAfter.toSeconds()));
                refuse(exchange, dialect, 429, "Rate limit reached");
            }
            case Step.ServerError(var status) ->
                    refuse(exchange, dialect, status, "Internal server error");
            case Step.Unauthorized() -> refuse(exchange, dialect, 401, "Invalid API key");
            case Step.Refused(var status, var code, var message) ->
                    send(exchange, dialect.error(status, code, message).toString(), status);
            case Step.UsageLimit(var end) -> usageLimit(exchange, dialect, end.getEpochSecond());
            case Step.FailedStream(_, var code, var message) when streamed ->
                    stream(exchange, dialect.failing(answer.reply(), code, message));
            case Step.FailedStream(var status, var code, var message) ->
                    send(exchange, dialect.error(status, code, message).toString(), status);
            case Step.DropStream() -> {
                half(exchange, dialect, streamed, answer.reply());
                // The server answers an exception by closing the connection as it stands.
                throw new IOException("dropped, as scripted");
            }
            case Step.Mute() -> {
                stall();
                throw new IOException("never answered, as scripted");
            }
            case Step.StallStream() -> {
                half(exchange, dialect, streamed, answer.reply());
                stall();
                throw new IOException("stalled, as scripted");
            }
        }
    }

    private void refuse(HttpExchange exchange, Dialect dialect, int status, String message)
            throws IOException {
        var error = dialect.error(status, dialect.code(status), message);
        send(exchange, error.toString(), status);
    }

    private void usageLimit(HttpExchange exchange, Dialect dialect, long resetsAt)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("anthropic-ratelimit-unified-status", "rejected");
        headers.set("anthropic-ratelimit-unified-representative-claim", "five_hour");
        headers.set("anthropic-ratelimit-unified-reset", Long.toString(resetsAt));
        send(exchange, dialect.usageLimit(resetsAt).toString(), 429);
    }

    private void whole(HttpExchange exchange, Dialect dialect, boolean streamed, Reply reply)
            throws IOException {
        if (!streamed) {
            send(exchange, dialect.whole(reply).toString(), 200);
            return;
        }
        stream(exchange, dialect.events(reply));
    }

    private static void stream(HttpExchange exchange, List<String> events) throws IOException {
        try (exchange) {
            startStream(exchange);
            for (var event : events) {
                write(exchange, event);
            }
        }
    }

    private static void half(HttpExchange exchange, Dialect dialect, boolean streamed, Reply reply)
            throws IOException {
        if (streamed) {
            startStream(exchange);
            var events = dialect.events(reply);
            for (var event : events.subList(0, events.size() / 2)) {
                write(exchange, event);
            }
        } else {
            var json = dialect.whole(reply).toString();
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, json.length());
            write(exchange, json.substring(0, json.length() / 2));
        }
    }

    private static void startStream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private void stall() throws IOException {
        try {
            var ended = closed.await(LONGEST_STALL_MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                throw new IOException("nobody ended a stalled stream");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
