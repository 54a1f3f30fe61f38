package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ModelServerTest {
    private static final String BASH =
            """
            {"name":"Bash","input_schema":{"type":"object","required":["command"],"properties":{"command":{"type":"string"}}}}\
            """;
    private static final String EXEC =
            """
            {"type":"function","name":"exec_command","parameters":{"required":["cmd","wait"],"properties":{"cmd":{"type":"string"},"wait":{"type":"boolean"}}}}\
            """;
    private static final Script TOUCH =
            Script.of(new Step.RunShell("touch made"), new Step.Say("It is made."));

    @Test
    void a_tool_is_called_until_its_result_comes_back() throws Exception {
        try (var server = ModelServer.start(Scripts.always(TOUCH))) {
            assertThat(post(server, "/v1/messages?beta=true", messages(BASH, "{}", false)).body())
                    .contains(
                            "\"name\":\"Bash\"",
                            "\"command\":\"touch made\"",
                            "\"stop_reason\":\"tool_use\"");
            var result =
                    "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"content\":\"ok\"}]}";
            assertThat(post(server, "/v1/messages", messages(BASH, result, false)).body())
                    .contains("It is made.", "\"stop_reason\":\"end_turn\"");
        }
    }

    @Test
    void a_streamed_answer_is_told_in_the_events_of_its_dialect() throws Exception {
        try (var server = ModelServer.start(Scripts.always(TOUCH))) {
            assertThat(post(server, "/v1/messages", messages(BASH, "{}", true)).body())
                    .contains("event: message_start", "input_json_delta", "event: message_stop");
            assertThat(post(server, "/v1/responses", responses()).body())
                    .contains(
                            "event: response.created", "exec_command", "event: response.completed")
                    .contains("{\\\"cmd\\\":\\\"touch made\\\",\\\"wait\\\":false}");
            assertThat(post(server, "/v1/chat/completions", chat()).body())
                    .contains("\"tool_calls\"", "\"finish_reason\":\"tool_calls\"", "data: [DONE]");
            assertThat(
                            post(server, "/v1beta/models/g:streamGenerateContent?alt=sse", gemini())
                                    .body())
                    .contains("\"functionCall\":{\"name\":\"run_shell_command\"", "usageMetadata");
        }
    }

    @Test
    void a_file_is_written_by_the_shell_if_there_is_no_other_tool() throws Exception {
        var script = Script.of(new Step.WriteFile("a/b.txt", "it's"));
        try (var server = ModelServer.start(Scripts.always(script))) {
            assertThat(post(server, "/v1/messages", messages(BASH, "{}", false)).body())
                    .contains("> 'a/b.txt'", "printf %s 'it'");
        }
    }

    @Test
    void a_request_without_tools_is_a_side_call() throws Exception {
        try (var server = ModelServer.start(Scripts.always(TOUCH))) {
            assertThat(post(server, "/v1/messages", messages("", "{}", false)).body())
                    .contains("\"Task\"");
        }
    }

    @Test
    void faults_pass_one_by_one_and_the_last_step_stays() throws Exception {
        var script =
                Script.of(
                        new Step.RateLimit(Duration.ofSeconds(3)),
                        new Step.ServerError(529),
                        new Step.RunShell("true"),
                        new Step.Unauthorized());
        try (var server = ModelServer.start(Scripts.always(script))) {
            var limited = post(server, "/v1/messages", messages(BASH, "{}", true));
            assertThat(limited.statusCode()).isEqualTo(429);
            assertThat(limited.headers().firstValue("retry-after")).hasValue("3");
            assertThat(post(server, "/v1/messages", messages(BASH, "{}", true)).statusCode())
                    .isEqualTo(529);
            assertThat(post(server, "/v1/messages", messages(BASH, "{}", true)).statusCode())
                    .isEqualTo(200);
            var result = "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\"}]}";
            for (var again = 0; again < 3; again++) {
                assertThat(post(server, "/v1/messages", messages(BASH, result, true)).statusCode())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void a_dropped_stream_breaks_and_a_stalled_one_stays_silent() {
        var script = Script.of(new Step.DropStream(), new Step.StallStream());
        try (var server = ModelServer.start(Scripts.always(script))) {
            assertThatThrownBy(() -> post(server, "/v1/messages", messages(BASH, "{}", true)))
                    .hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() ->
                            post(
                                    server,
                                    "/v1/messages",
                                    messages(BASH, "{}", true),
                                    Duration.ofSeconds(1)))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void the_marker_in_a_prompt_chooses_its_script() throws Exception {
        var scripts = Scripts.byMarker(Map.of("two", Script.of(new Step.Say("second"))), TOUCH);
        try (var server = ModelServer.start(scripts)) {
            var marked = "{\"role\":\"user\",\"content\":\"go\\n#script:two\\n\"}";
            assertThat(post(server, "/v1/messages", messages(BASH, marked, false)).body())
                    .contains("second");
            assertThat(post(server, "/v1/messages", messages(BASH, "{}", false)).body())
                    .contains("touch made");
        }
    }

    @Test
    void requests_are_kept_without_their_keys() throws Exception {
        try (var server = ModelServer.start(Scripts.always(TOUCH))) {
            post(server, "/v1/messages", messages(BASH, "{}", false));
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> {
                        assertThat(request.dialect()).isEqualTo("anthropic");
                        assertThat(request.model()).isEqualTo("m");
                        assertThat(request.headers())
                                .containsEntry("authorization", "Bearer ***")
                                .containsEntry("x-api-key", "***");
                    });
        }
    }

    @Test
    void what_is_no_question_to_a_model_gets_a_harmless_answer() throws Exception {
        try (var server = ModelServer.start(Scripts.always(TOUCH));
                var client = HttpClient.newHttpClient()) {
            var hello =
                    HttpRequest.newBuilder(URI.create(server.address() + "/api/hello"))
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build();
            assertThat(client.send(hello, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            assertThat(post(server, "/v1/messages", "not json").statusCode()).isEqualTo(400);
            assertThat(server.requests()).isEmpty();
        }
    }

    private static String messages(String tool, String more, boolean stream) {
        return "{\"model\":\"m\",\"stream\":%s,\"tools\":[%s],\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},%s]}"
                .formatted(stream, tool, more);
    }

    private static String responses() {
        return "{\"model\":\"m\",\"stream\":true,\"tools\":[%s],\"input\":\"hi\"}".formatted(EXEC);
    }

    private static String chat() {
        return """
        {"model":"m","stream":true,"messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function",
        "function":{"name":"bash","parameters":{"properties":{"command":{"type":"string"}}}}}]}\
        """;
    }

    private static String gemini() {
        return """
        {"contents":[{"role":"user","parts":[{"text":"hi"}]}],"tools":[{"functionDeclarations":[
        {"name":"run_shell_command","parametersJsonSchema":{"properties":{"command":{"type":"string"}}}}]}]}\
        """;
    }

    private static HttpResponse<String> post(ModelServer server, String path, String body)
            throws Exception {
        return post(server, path, body, Duration.ofSeconds(20));
    }

    private static HttpResponse<String> post(
            ModelServer server, String path, String body, Duration timeout) throws Exception {
        var client = HttpClient.newHttpClient();
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(server.address() + path))
                            .header("authorization", "Bearer secret")
                            .header("x-api-key", "secret")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            // A request's own timeout ends with the headers.
            return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            client.shutdownNow();
        }
    }
}
