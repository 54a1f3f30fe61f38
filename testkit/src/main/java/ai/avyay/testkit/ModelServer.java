package ai.avyay.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/// A model server on the loopback interface that answers by script, so that real agent programs run
/// real tools with no model and no key.
///
/// Speaks the Anthropic Messages, OpenAI Responses and Chat Completions, and Gemini protocols,
/// streamed or not. A conversation's place in its script is read from the conversation itself, so
/// any number may share a server and an answer may be asked for twice. Keeps at most [#KEPT]
/// requests.
public final class ModelServer implements AutoCloseable {
    static final int KEPT = 10_000;
    private static final int LARGEST_REQUEST = 32 << 20;

    /// Logins cannot be renewed here.
    private static final String NO_RENEWAL =
            "{\"error\":{\"code\":\"refresh_token_invalidated\",\"message\":\"The refresh token was revoked\"}}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final Director director;
    private final Wire wire = new Wire();

    private ModelServer(HttpServer server, Function<Conversation, Script> choice) {
        this.server = server;
        this.director = new Director(choice);
    }

    /// Starts a server on a free port.
    ///
    /// @param choice the script for a conversation, by what its user said
    public static ModelServer start(Function<String, Script> choice) {
        return direct(conversation -> choice.apply(conversation.prompt()));
    }

    /// Starts a server whose script may differ between conversations that say the same; `choice` is
    /// asked at each request.
    public static ModelServer direct(Function<Conversation, Script> choice) {
        try {
            var http =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var server = new ModelServer(http, choice);
            http.setExecutor(server.threads);
            http.createContext("/", server::serve);
            http.start();
            return server;
        } catch (IOException cannotListen) {
            throw new UncheckedIOException("cannot listen on the loopback interface", cannotListen);
        }
    }

    /// The address without a path: `ANTHROPIC_BASE_URL` as it is, `OPENAI_BASE_URL` with `/v1`
    /// behind.
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The requests to a model so far, in the order of their arrival.
    public List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    /// Stops answering and ends the stalled streams.
    @Override
    public void close() {
        wire.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST);
        var dialect = dialect(path);
        if (dialect.isPresent() && exchange.getRequestMethod().equals("POST")) {
            converse(exchange, dialect.get(), body);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            wire.head(exchange);
        } else if (path.endsWith("/oauth/token")) {
            wire.send(exchange, NO_RENEWAL, 401);
        } else {
            wire.send(exchange, aside(path), 200);
        }
    }

    private static Optional<Dialect> dialect(String path) {
        if (path.endsWith("/messages")) {
            return Optional.of(new AnthropicDialect());
        }
        if (path.endsWith("/responses")) {
            return Optional.of(new ResponsesDialect());
        }
        if (path.endsWith("/chat/completions")) {
            return Optional.of(new ChatDialect());
        }
        return path.endsWith(":generateContent") || path.endsWith(":streamGenerateContent")
                ? Optional.of(new GeminiDialect())
                : Optional.empty();
    }

    private static String aside(String path) {
        return path.endsWith("/count_tokens")
                ? "{\"input_tokens\":1000}"
                : "{\"data\":[],\"models\":[]}";
    }

    private void converse(HttpExchange exchange, Dialect dialect, byte[] body) throws IOException {
        Heard heard;
        try {
            heard = dialect.hear(exchange.getRequestURI().getPath(), Json.parse(body));
        } catch (JacksonException broken) {
            wire.send(
                    exchange,
                    dialect.error(
                                    400,
                                    "invalid_request_error",
                                    "not JSON: " + broken.getOriginalMessage())
                            .toString(),
                    400);
            return;
        }
        var headers = headers(exchange);
        if (requests.size() < KEPT) {
            requests.add(
                    new ModelRequest(
                            dialect.name(),
                            heard.model(),
                            headers,
                            new String(body, StandardCharsets.UTF_8)));
        }
        var answer = director.answer(heard, headers, Long.toString(answers.incrementAndGet()));
        wire.answer(exchange, dialect, heard.streamed(), answer);
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        for (var secret : List.of("authorization", "x-api-key", "x-goog-api-key", "api-key")) {
            headers.computeIfPresent(
                    secret, (name, key) -> key.startsWith("Bearer ") ? "Bearer ***" : "***");
        }
        return headers;
    }
}
