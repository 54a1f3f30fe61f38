package ai.avyay.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI's Chat Completions API: `POST /v1/chat/completions`.
final class ChatDialect implements Dialect {
    @Override
    public String name() {
        return "chat";
    }

    @Override
    public Heard hear(String path, JsonNode body) {
        var prompt = new StringBuilder();
        var results = 0;
        for (var message : body.path("messages")) {
            switch (message.path("role").asString("")) {
                case "user" -> prompt.append(Json.text(message.path("content")));
                case "tool" -> results++;
                default -> {}
            }
        }
        var tools = new ArrayList<Heard.Tool>();
        for (var tool : body.path("tools")) {
            var function = tool.path("function");
            tools.add(
                    new Heard.Tool(
                            function.path("name").asString(""), function.path("parameters")));
        }
        return new Heard(
                body.path("model").asString(""),
                prompt.toString(),
                results,
                tools,
                body.path("stream").asBoolean(false));
    }

    @Override
    public JsonNode whole(Reply reply) {
        var message = Json.object("{'role': 'assistant', 'content': $}", reply.text());
        reply.call()
                .ifPresent(call -> message.set("tool_calls", Json.array(toolCall(reply, call))));
        var choice =
                Json.object(
                        "{'index': 0, 'message': $, 'finish_reason': $}", message, finish(reply));
        var document = document(reply, "chat.completion");
        document.set("choices", Json.array(choice));
        document.set("usage", usage(reply));
        return document;
    }

    @Override
    public List<String> events(Reply reply) {
        var events = new ArrayList<String>();
        events.add(chunk(reply, Json.object("{'role': 'assistant', 'content': ''}"), null));
        if (!reply.text().isEmpty()) {
            events.add(chunk(reply, Json.object("{'content': $}", reply.text()), null));
        }
        reply.call().ifPresent(call -> events.addAll(callChunks(reply, call)));
        events.add(chunk(reply, Json.object("{}"), finish(reply)));
        var last = document(reply, "chat.completion.chunk");
        last.set("choices", Json.array());
        last.set("usage", usage(reply));
        events.add(Json.event(last));
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static List<String> callChunks(Reply reply, Reply.Call call) {
        var named = toolCall(reply, call);
        named.put("index", 0);
        ((ObjectNode) named.path("function")).put("arguments", "");
        var arguments =
                Json.object(
                        "{'index': 0, 'function': {'arguments': $}}", call.arguments().toString());
        return List.of(
                chunk(reply, Json.object("{'tool_calls': [$]}", named), null),
                chunk(reply, Json.object("{'tool_calls': [$]}", arguments), null));
    }

    private static String chunk(Reply reply, ObjectNode delta, @Nullable String finish) {
        var document = document(reply, "chat.completion.chunk");
        document.set(
                "choices",
                Json.array(
                        Json.object(
                                "{'index': 0, 'delta': $, 'finish_reason': $}", delta, finish)));
        return Json.event(document);
    }

    private static ObjectNode document(Reply reply, String kind) {
        return Json.object(
                "{'id': $, 'object': $, 'created': 1767225600, 'model': $}",
                "chatcmpl-" + reply.id(),
                kind,
                reply.model());
    }

    private static ObjectNode toolCall(Reply reply, Reply.Call call) {
        return Json.object(
                "{'id': $, 'type': 'function', 'function': {'name': $, 'arguments': $}}",
                "call_" + reply.id(),
                call.tool(),
                call.arguments().toString());
    }

    private static String finish(Reply reply) {
        return reply.call().isPresent() ? "tool_calls" : "stop";
    }

    private static ObjectNode usage(Reply reply) {
        var tokens = reply.tokens();
        var input = tokens.input() + tokens.cached();
        return Json.object(
                """
                {"prompt_tokens": $, "completion_tokens": $, "total_tokens": $,
                 "prompt_tokens_details": {"cached_tokens": $}}\
                """,
                input,
                tokens.output(),
                input + tokens.output(),
                tokens.cached());
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
    public List<String> failing(Reply reply, String code, String message) {
        return List.of(Json.event(OpenAiError.of(code, message)));
    }
}
