package ai.avyay.testkit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The Messages API: `POST /v1/messages`.
final class AnthropicDialect implements Dialect {
    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public Heard hear(String path, JsonNode body) {
        var prompt = new StringBuilder();
        var results = 0;
        for (var message : body.path("messages")) {
            if (!message.path("role").asString("").equals("user")) {
                continue;
            }
            prompt.append(Json.text(message.path("content")));
            for (var block : message.path("content")) {
                results += block.path("type").asString("").equals("tool_result") ? 1 : 0;
            }
        }
        var tools = new ArrayList<Heard.Tool>();
        body.path("tools")
                .forEach(tool ->
                        tools.add(
                                new Heard.Tool(
                                        tool.path("name").asString(""),
                                        tool.path("input_schema"))));
        return new Heard(
                body.path("model").asString(""),
                prompt.toString(),
                results,
                tools,
                body.path("stream").asBoolean(false));
    }

    @Override
    public JsonNode whole(Reply reply) {
        var message = message(reply);
        message.set("content", content(reply));
        message.put("stop_reason", stopReason(reply));
        message.set("usage", usage(reply, reply.tokens().output()));
        return message;
    }

    @Override
    public List<String> events(Reply reply) {
        var events = new ArrayList<ObjectNode>();
        events.add(Json.object("{'type': 'message_start', 'message': $}", message(reply)));
        var index = 0;
        for (var block : content(reply)) {
            events.addAll(block(index++, block));
        }
        events.add(
                Json.object(
                        """
                        {"type": "message_delta", "delta": {"stop_reason": $, "stop_sequence": null},
                         "usage": {"output_tokens": $}}\
                        """,
                        stopReason(reply),
                        reply.tokens().output()));
        events.add(Json.object("{'type': 'message_stop'}"));
        return events.stream().map(Json::typed).toList();
    }

    private static List<ObjectNode> block(int index, JsonNode block) {
        var calls = block.path("type").asString().equals("tool_use");
        var opened = (ObjectNode) block.deepCopy();
        if (calls) {
            opened.set("input", Json.object("{}"));
        } else {
            opened.put("text", "");
        }
        var delta =
                calls
                        ? Json.object(
                                "{'type': 'input_json_delta', 'partial_json': $}",
                                block.path("input").toString())
                        : Json.object("{'type': 'text_delta', 'text': $}", block.path("text"));
        return List.of(
                Json.object(
                        "{'type': 'content_block_start', 'index': $, 'content_block': $}",
                        index,
                        opened),
                Json.object(
                        "{'type': 'content_block_delta', 'index': $, 'delta': $}", index, delta),
                Json.object("{'type': 'content_block_stop', 'index': $}", index));
    }

    private static ObjectNode message(Reply reply) {
        return Json.object(
                """
                {"id": $, "type": "message", "role": "assistant", "model": $, "content": [],
                 "stop_reason": null, "stop_sequence": null, "usage": $}\
                """,
                "msg_" + reply.id(),
                reply.model(),
                usage(reply, 1));
    }

    private static ArrayNode content(Reply reply) {
        var content = Json.array();
        if (!reply.text().isEmpty()) {
            content.add(Json.object("{'type': 'text', 'text': $}", reply.text()));
        }
        reply.call()
                .map(call ->
                        Json.object(
                                "{'type': 'tool_use', 'id': $, 'name': $, 'input': $}",
                                "toolu_" + reply.id(),
                                call.tool(),
                                call.arguments()))
                .ifPresent(content::add);
        return content;
    }

    private static String stopReason(Reply reply) {
        return reply.call().isPresent() ? "tool_use" : "end_turn";
    }

    private static ObjectNode usage(Reply reply, long output) {
        return Json.object(
                """
                {"input_tokens": $, "cache_creation_input_tokens": 0, "cache_read_input_tokens": $,
                 "output_tokens": $}\
                """,
                reply.tokens().input(),
                reply.tokens().cached(),
                output);
    }

    @Override
    public String code(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> "api_error";
        };
    }

    @Override
    public ObjectNode error(int status, String code, String message) {
        return Json.object("{'type': 'error', 'error': {'type': $, 'message': $}}", code, message);
    }

    @Override
    public List<String> failing(Reply reply, String code, String message) {
        return List.of(
                Json.typed(Json.object("{'type': 'message_start', 'message': $}", message(reply))),
                Json.typed(error(200, code, message)));
    }
}
