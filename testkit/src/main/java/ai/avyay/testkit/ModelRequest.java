package ai.avyay.testkit;

import java.util.Map;

/// A request that the scripted model server was sent.
///
/// @param dialect `anthropic`, `responses`, `chat` or `gemini`
/// @param headers by lower-case name; keys are masked
/// @param body as it was sent
public record ModelRequest(String dialect, String model, Map<String, String> headers, String body) {
    public ModelRequest {
        headers = Map.copyOf(headers);
    }
}
