package ai.avyay.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Google's `POST /v1beta/models/MODEL:generateContent` and `:streamGenerateContent`.
final class GeminiDialect implements Dialect {
    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public Heard hear(String path, JsonNode body) {
        var prompt = new StringBuilder();
        var results = 0;
        for (var content : body.path("contents")) {
            for (var part : content.path("parts")) {
                results += part.has("functionResponse") ? 1 : 0;
            }
            if (content.path("role").asString("user").equals("user")) {
                prompt.append(Json.text(content.path("parts")));
            }
        }
        var tools = new ArrayList<Heard.Tool>();
        for (var group : body.path("tools")) {
            for (var tool : group.path("functionDeclarations")) {
                var schema =
                        tool.has("parametersJsonSchema")
                                ? tool.path("parametersJsonSchema")
                                : tool.path("parameters");
                tools.add(new Heard.Tool(tool.path("name").asString(""), schema));
            }
        }
        var action = path.lastIndexOf(':');
        var model = path.substring(path.lastIndexOf('/') + 1, action);
        return new Heard(
                model, prompt.toString(), results, tools, path.startsWith("stream", action + 1));
    }

    @Override
    public JsonNode whole(Reply reply) {
        var parts = Json.array();
        if (!reply.text().isEmpty()) {
            parts.add(Json.object("text", reply.text()));
        }
        reply.call()
                .ifPresent(call ->
                        parts.add(
                                Json.object(
                                        "functionCall",
                                        Json.object(
                                                "name", call.tool(), "args", call.arguments()))));
        return document(reply, Json.object("role", "model", "parts", parts), "STOP");
    }

    @Override
    public List<String> events(Reply reply) {
        var opening = Json.object("role", "model", "parts", Json.array(Json.object("text", "")));
        return List.of(Json.event(document(reply, opening, null)), Json.event(whole(reply)));
    }

    private static JsonNode document(Reply reply, JsonNode content, @Nullable String finish) {
        var tokens = reply.tokens();
        var input = tokens.input() + tokens.cached();
        var candidate = Json.object("content", content, "index", 0);
        if (finish != null) {
            candidate.put("finishReason", finish);
        }
        return Json.object(
                "candidates", Json.array(candidate),
                "usageMetadata",
                        Json.object(
                                "promptTokenCount",
                                input,
                                "cachedContentTokenCount",
                                tokens.cached(),
                                "candidatesTokenCount",
                                tokens.output(),
                                "totalTokenCount",
                                input + tokens.output()),
                "modelVersion", reply.model(),
                "responseId", reply.id());
    }

    @Override
    public JsonNode error(int status, String message) {
        var name =
                switch (status) {
                    case 401 -> "UNAUTHENTICATED";
                    case 429 -> "RESOURCE_EXHAUSTED";
                    default -> "INTERNAL";
                };
        return Json.object(
                "error", Json.object("code", status, "message", message, "status", name));
    }
}
