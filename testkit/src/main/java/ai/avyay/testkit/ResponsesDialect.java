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
        var begun = response(reply, "in_progress", Json.array());
        var events = new ArrayList<ObjectNode>();
        events.add(Json.object("{'type': 'response.created', 'response': $}", begun));
        events.add(Json.object("{'type': 'response.in_progress', 'response': $}", begun));
        var index = 0;
        for (var item : output(reply)) {
            events.addAll(item(index++, item));
        }
        events.add(Json.object("{'type': 'response.completed', 'response': $}", whole(reply)));
        for (var i = 0; i < events.size(); i++) {
            events.get(i).put("sequence_number", i);
        }
        return events.stream().map(Json::typed).toList();
    }

    private static List<ObjectNode> item(int index, JsonNode item) {
        var calls = item.path("type").asString().equals("function_call");
        var opened = (ObjectNode) item.deepCopy();
        opened.put("status", "in_progress");
        if (calls) {
            opened.put("arguments", "");
        } else {
            opened.set("content", Json.array());
        }
        var text = calls ? item.path("arguments") : item.path("content").path(0).path("text");
        var part =
                Json.object(
                        "{'item_id': $, 'output_index': $, 'content_index': 0}",
                        item.path("id"),
                        index);
        var kind = calls ? "response.function_call_arguments" : "response.output_text";
        return List.of(
                Json.object(
                        "{'type': 'response.output_item.added', 'output_index': $, 'item': $}",
                        index,
                        opened),
                part.deepCopy().put("type", kind + ".delta").set("delta", text),
                part.deepCopy().put("type", kind + ".done").set(calls ? "arguments" : "text", text),
                Json.object(
                        "{'type': 'response.output_item.done', 'output_index': $, 'item': $}",
                        index,
                        item));
    }

    private static ObjectNode response(Reply reply, String status, ArrayNode output) {
        var tokens = reply.tokens();
        var input = tokens.input() + tokens.cached();
        var usage =
                Json.object(
                        """
                        {"input_tokens": $, "input_tokens_details": {"cached_tokens": $},
                         "output_tokens": $, "output_tokens_details": {"reasoning_tokens": 0},
                         "total_tokens": $}\
                        """,
                        input,
                        tokens.cached(),
                        tokens.output(),
                        input + tokens.output());
        return Json.object(
                """
                {"id": $, "object": "response", "created_at": 1767225600, "status": $, "model": $,
                 "output": $, "usage": $}\
                """,
                "resp_" + reply.id(),
                status,
                reply.model(),
                output,
                usage);
    }

    private static ArrayNode output(Reply reply) {
        var output = Json.array();
        if (!reply.text().isEmpty()) {
            output.add(
                    Json.object(
                            """
                            {"type": "message", "id": $, "status": "completed", "role": "assistant",
                             "content": [{"type": "output_text", "text": $, "annotations": []}]}\
                            """,
                            "msg_" + reply.id(),
                            reply.text()));
        }
        reply.call().map(call -> call(reply, call)).ifPresent(output::add);
        return output;
    }

    private static ObjectNode call(Reply reply, Reply.Call call) {
        return Json.object(
                """
                {"type": "function_call", "id": $, "call_id": $, "status": "completed", "name": $,
                 "arguments": $}\
                """,
                "fc_" + reply.id(),
                "call_" + reply.id(),
                call.tool(),
                call.arguments().toString());
    }

    @Override
    public String code(int status) {
        return OpenAiError.code(status);
    }

    @Override
    public JsonNode error(int status, String code, String message) {
        return OpenAiError.of(code, message);
    }

    @Override
    public JsonNode usageLimit(long resetsAt) {
        return Json.object(
                """
                {"error": {"type": "usage_limit_reached", "message": "The usage limit has been reached",
                 "plan_type": "pro", "resets_at": $}}\
                """,
                resetsAt);
    }

    @Override
    public List<String> failing(Reply reply, String code, String message) {
        var begun = response(reply, "in_progress", Json.array());
        var failed = response(reply, "failed", Json.array());
        failed.set("error", Json.object("{'code': $, 'message': $}", code, message));
        return List.of(
                Json.typed(Json.object("{'type': 'response.created', 'response': $}", begun)),
                Json.typed(Json.object("{'type': 'response.failed', 'response': $}", failed)));
    }
}
