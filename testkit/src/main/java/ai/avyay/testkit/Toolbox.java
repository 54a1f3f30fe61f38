package ai.avyay.testkit;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns an act into a call of whatever tools a program offers, by their names and then by their
/// schemas.
final class Toolbox {
    private static final List<String> SHELLS =
            List.of("Bash", "bash", "exec_command", "run_shell_command", "shell_command", "shell");
    private static final List<String> WRITERS = List.of("Write", "write", "write_file");
    private static final List<String> COMMANDS = List.of("command", "cmd");
    private static final List<String> PATHS =
            List.of("file_path", "filePath", "path", "absolute_path");
    private final List<Heard.Tool> tools;

    Toolbox(List<Heard.Tool> tools) {
        this.tools = List.copyOf(tools);
    }

    Reply.Call shell(String command) {
        var tool =
                named(SHELLS)
                        .or(() ->
                                tools.stream()
                                        .filter(offered -> property(offered, COMMANDS).isPresent())
                                        .findFirst())
                        .orElseThrow(() ->
                                new IllegalStateException("no shell among the tools " + names()));
        var key = property(tool, COMMANDS).orElseThrow();
        var arguments = Json.object("{}");
        if (schema(tool, key).path("type").asString("").equals("array")) {
            arguments.set(key, Json.array("sh", "-c", command));
        } else {
            arguments.put(key, command);
        }
        return new Reply.Call(tool.name(), completed(tool, arguments));
    }

    Reply.Call write(String path, String text) {
        var writer =
                named(WRITERS)
                        .filter(tool -> property(tool, PATHS).isPresent() && takesRelative(tool));
        if (writer.isEmpty()) {
            return shell(
                    "mkdir -p \"$(dirname -- %1$s)\" && printf %%s %2$s > %1$s"
                            .formatted(quoted(path), quoted(text)));
        }
        var tool = writer.get();
        var arguments =
                Json.object("{'content': $}", text).put(property(tool, PATHS).orElseThrow(), path);
        return new Reply.Call(tool.name(), completed(tool, arguments));
    }

    /// Claude Code takes a relative path although it says otherwise; Qwen Code does not.
    private static boolean takesRelative(Heard.Tool tool) {
        var says = tool.schema().toString();
        return !tool.name().equals("write_file") || !says.contains("absolute");
    }

    private Optional<Heard.Tool> named(List<String> wanted) {
        return wanted.stream()
                .flatMap(name -> tools.stream().filter(tool -> tool.name().equals(name)))
                .findFirst();
    }

    private static Optional<String> property(Heard.Tool tool, List<String> wanted) {
        return wanted.stream().filter(key -> !schema(tool, key).isMissingNode()).findFirst();
    }

    private static JsonNode schema(Heard.Tool tool, String key) {
        return tool.schema().path("properties").path(key);
    }

    /// Fills what else the schema requires, with the plainest value of its type.
    private static ObjectNode completed(Heard.Tool tool, ObjectNode arguments) {
        for (var required : tool.schema().path("required")) {
            var key = required.asString();
            if (arguments.has(key)) {
                continue;
            }
            var wanted = schema(tool, key);
            switch (wanted.path("type").asString("string")) {
                case "boolean" -> arguments.put(key, false);
                case "integer", "number" -> arguments.put(key, 1000);
                case "array" -> arguments.set(key, Json.array());
                case "object" -> arguments.set(key, Json.object("{}"));
                default -> arguments.put(key, wanted.path("enum").path(0).asString("as scripted"));
            }
        }
        return arguments;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private String names() {
        return tools.stream().map(Heard.Tool::name).toList().toString();
    }
}
