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
        var events = new ArrayList<String>();
        events.add(Json.typed(Json.object("type", "message_start", "message", message(reply))));
        var index = 0;
        for (var block : content(reply)) {
            events.addAll(block(index++, block));
        }
        events.add(
                Json.typed(
                        Json.object(
                                "type", "message_delta",
                                "delta",
                                        Json.object(
                                                "stop_reason",
                                                stopReason(reply),
                                                "stop_sequence",
                                                null),
                                "usage", Json.object("output_tokens", reply.tokens().output()))));
        events.add(Json.typed(Json.object("type", "message_stop")));
        return events;
    }

    private static List<String> block(int index, JsonNode block) {
        var calls = block.path("type").asString().equals("tool_use");
        var opened = (ObjectNode) block.deepCopy();
        var delta =
                calls
                        ? Json.object(
                                "type",
                                "input_json_delta",
                                "partial_json",
                                block.path("input").toString())
                        : Json.object("type", "text_delta", "text", block.path("text").asString());
        if (calls) {
            opened.set("input", Json.object());
        } else {
            opened.put("text", "");
        }
        return List.of(
                Json.typed(
                        Json.object(
                                "type",
                                "content_block_start",
                                "index",
                                index,
                                "content_block",
                                opened)),
                Json.typed(
                        Json.object("type", "content_block_delta", "index", index, "delta", delta)),
                Json.typed(Json.object("type", "content_block_stop", "index", index)));
    }

    private static ObjectNode message(Reply reply) {
        return Json.object(
                "id",
                "msg_" + reply.id(),
                "type",
                "message",
                "role",
                "assistant",
                "model",
                reply.model(),
                "content",
                Json.array(),
                "stop_reason",
                null,
                "stop_sequence",
                null,
                "usage",
                usage(reply, 1));
    }

    private static ArrayNode content(Reply reply) {
        var content = Json.array();
        if (!reply.text().isEmpty()) {
            content.add(Json.object("type", "text", "text", reply.text()));
        }
        reply.call()
                .ifPresent(call ->
                        content.add(
                                Json.object(
                                        "type",
                                        "tool_use",
                                        "id",
                                        "toolu_" + reply.id(),
                                        "name",
                                        call.tool(),
                                        "input",
                                        call.arguments())));
        return content;
    }

    private static String stopReason(Reply reply) {
        return reply.call().isPresent() ? "tool_use" : "end_turn";
    }

    private static ObjectNode usage(Reply reply, long output) {
        return Json.object(
                "input_tokens",
                reply.tokens().input(),
                "cache_creation_input_tokens",
                0,
                "cache_read_input_tokens",
                reply.tokens().cached(),
                "output_tokens",
                output);
    }

    @Override
    public JsonNode error(int status, String message) {
        var type =
                switch (status) {
                    case 401 -> "authentication_error";
                    case 429 -> "rate_limit_error";
                    case 529 -> "overloaded_error";
                    default -> "api_error";
                };
        return Json.object("type", "error", "error", Json.object("type", type, "message", message));
    }
}
