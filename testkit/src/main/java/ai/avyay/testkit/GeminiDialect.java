package ai.avyay.testkit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

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
            parts.add(Json.object("{'text': $}", reply.text()));
        }
        reply.call()
                .map(call ->
                        Json.object(
                                "{'functionCall': {'name': $, 'args': $}}",
                                call.tool(),
                                call.arguments()))
                .ifPresent(parts::add);
        return document(reply, parts, true);
    }

    @Override
    public List<String> events(Reply reply) {
        var opening = Json.array(Json.object("{'text': ''}"));
        return List.of(Json.event(document(reply, opening, false)), Json.event(whole(reply)));
    }

    private static JsonNode document(Reply reply, ArrayNode parts, boolean last) {
        var tokens = reply.tokens();
        var input = tokens.input() + tokens.cached();
        var candidate =
                Json.object("{'index': 0, 'content': {'role': 'model', 'parts': $}}", parts);
        if (last) {
            candidate.put("finishReason", "STOP");
        }
        var usage =
                Json.object(
                        """
                        {"promptTokenCount": $, "cachedContentTokenCount": $,
                         "candidatesTokenCount": $, "totalTokenCount": $}\
                        """,
                        input,
                        tokens.cached(),
                        tokens.output(),
                        input + tokens.output());
        return Json.object(
                "{'candidates': [$], 'usageMetadata': $, 'modelVersion': $, 'responseId': $}",
                candidate,
                usage,
                reply.model(),
                reply.id());
    }

    @Override
    public String code(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 429 -> "RESOURCE_EXHAUSTED";
            default -> "INTERNAL";
        };
    }

    @Override
    public JsonNode error(int status, String code, String message) {
        return Json.object(
                "{'error': {'code': $, 'message': $, 'status': $}}", status, message, code);
    }

    @Override
    public List<String> failing(Reply reply, String code, String message) {
        return List.of(Json.event(error(429, code, message)));
    }
}
