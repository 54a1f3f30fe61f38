package ai.avyay.testkit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI's Responses API: `POST /v1/responses`.
final class ResponsesDialect implements Dialect {
    @Override
    public String name() {
        return "responses";
    }

    @Override
    public Heard hear(String path, JsonNode body) {
        var input = body.path("input");
        var prompt = new StringBuilder(input.isString() ? input.asString() : "");
        var results = 0;
        for (var item : input) {
            if (item.path("type").asString("").endsWith("_call_output")) {
                results++;
            } else if (item.path("role").asString("").equals("user")) {
                prompt.append(Json.text(item.path("content")));
            }
        }
        var tools = new ArrayList<Heard.Tool>();
        collect(body.path("tools"), tools);
        return new Heard(
                body.path("model").asString(""),
                prompt.toString(),
                results,
                tools,
                body.path("stream").asBoolean(false));
    }

    private static void collect(JsonNode offered, List<Heard.Tool> tools) {
        for (var tool : offered) {
            if (tool.path("type").asString("").equals("function")) {
                tools.add(new Heard.Tool(tool.path("name").asString(""), tool.path("parameters")));
            }
        }
    }

    @Override
    public JsonNode whole(Reply reply) {
        return response(reply, "completed", output(reply));
    }

    @Override
    public List<String> events(Reply reply) {
        var events = new ArrayList<ObjectNode>();
        events.add(
                Json.object(
                        "type",
                        "response.created",
                        "response",
                        response(reply, "in_progress", Json.array())));
        events.add(
                Json.object(
                        "type",
                        "response.in_progress",
                        "response",
                        response(reply, "in_progress", Json.array())));
        var index = 0;
        for (var item : output(reply)) {
            events.addAll(item(index++, item));
        }
        events.add(Json.object("type", "response.completed", "response", whole(reply)));
        for (var i = 0; i < events.size(); i++) {
            events.get(i).put("sequence_number", i);
        }
        return events.stream().map(Json::typed).toList();
    }

    private static List<ObjectNode> item(int index, JsonNode item) {
        var calls = item.path("type").asString().equals("function_call");
        var opened = (ObjectNode) item.deepCopy();
        opened.put("status", "in_progress");
        var kind = calls ? "response.function_call_arguments" : "response.output_text";
        var field = calls ? "arguments" : "text";
        var text = calls ? item.path("arguments") : item.path("content").path(0).path("text");
        if (calls) {
            opened.put("arguments", "");
        } else {
            opened.set("content", Json.array());
        }
        var id = item.path("id");
        return List.of(
                Json.object(
                        "type",
                        "response.output_item.added",
                        "output_index",
                        index,
                        "item",
                        opened),
                Json.object(
                        "type",
                        kind + ".delta",
                        "item_id",
                        id,
                        "output_index",
                        index,
                        "content_index",
                        0,
                        "delta",
                        text),
                Json.object(
                        "type",
                        kind + ".done",
                        "item_id",
                        id,
                        "output_index",
                        index,
                        "content_index",
                        0,
                        field,
                        text),
                Json.object(
                        "type", "response.output_item.done", "output_index", index, "item", item));
    }

    private static ObjectNode response(Reply reply, String status, ArrayNode output) {
        var tokens = reply.tokens();
        var input = tokens.input() + tokens.cached();
        return Json.object(
                "id",
                "resp_" + reply.id(),
                "object",
                "response",
                "created_at",
                1_767_225_600,
                "status",
                status,
                "model",
                reply.model(),
                "output",
                output,
                "usage",
                Json.object(
                        "input_tokens", input,
                        "input_tokens_details", Json.object("cached_tokens", tokens.cached()),
                        "output_tokens", tokens.output(),
                        "output_tokens_details", Json.object("reasoning_tokens", 0),
                        "total_tokens", input + tokens.output()));
    }

    private static ArrayNode output(Reply reply) {
        var output = Json.array();
        if (!reply.text().isEmpty()) {
            var part =
                    Json.object(
                            "type",
                            "output_text",
                            "text",
                            reply.text(),
                            "annotations",
                            Json.array());
            output.add(
                    Json.object(
                            "type", "message",
                            "id", "msg_" + reply.id(),
                            "status", "completed",
                            "role", "assistant",
                            "content", Json.array(part)));
        }
        reply.call()
                .ifPresent(call ->
                        output.add(
                                Json.object(
                                        "type",
                                        "function_call",
                                        "id",
                                        "fc_" + reply.id(),
                                        "call_id",
                                        "call_" + reply.id(),
                                        "status",
                                        "completed",
                                        "name",
                                        call.tool(),
                                        "arguments",
                                        call.arguments().toString())));
        return output;
    }

    @Override
    public JsonNode error(int status, String message) {
        return OpenAiError.of(status, message);
    }
}
