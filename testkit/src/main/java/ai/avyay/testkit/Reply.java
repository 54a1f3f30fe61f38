package ai.avyay.testkit;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One answer of the scripted model, whatever the dialect.
///
/// @param id unique among the answers of a server
/// @param text empty: it only calls a tool
record Reply(String id, String model, String text, Optional<Call> call, Script.Tokens tokens) {

    /// A call of a tool that the program offers.
    record Call(String tool, JsonNode arguments) {}
}
