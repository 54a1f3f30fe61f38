package ai.avyay.testkit;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a request says, whatever its dialect.
///
/// @param prompt what the user said in the whole conversation
/// @param toolResults how many results of tools its history holds
record Heard(String model, String prompt, int toolResults, List<Tool> tools, boolean streamed) {
    Heard {
        tools = List.copyOf(tools);
    }

    /// A tool that the program offers.
    record Tool(String name, JsonNode schema) {}
}
