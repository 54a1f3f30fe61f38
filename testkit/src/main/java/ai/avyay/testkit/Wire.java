package ai.avyay.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
                send(exchange, dialect.error(429, "Rate limit reached").toString(), 429);
            }
            case Step.ServerError(var status) ->
                    send(
                            exchange,
                            dialect.error(status, "Internal server error").toString(),
                            status);
            case Step.Unauthorized() ->
                    send(exchange, dialect.error(401, "Invalid API key").toString(), 401);
            case Step.DropStream() -> {
                half(exchange, dialect, streamed, answer.reply());
                // The server answers an exception by closing the connection as it stands.
                throw new IOException("dropped, as scripted");
            }
            case Step.StallStream() -> {
                half(exchange, dialect, streamed, answer.reply());
                stall();
                throw new IOException("stalled, as scripted");
            }
        }
    }

    private void whole(HttpExchange exchange, Dialect dialect, boolean streamed, Reply reply)
            throws IOException {
        if (!streamed) {
            send(exchange, dialect.whole(reply).toString(), 200);
            return;
        }
        try (exchange) {
            startStream(exchange);
            for (var event : dialect.events(reply)) {
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
