package ai.avyay.testkit;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// One provider's way to ask a model and to be answered.
interface Dialect {
    String name();

    /// What a request says.
    ///
    /// @param path of the request, without its query
    Heard hear(String path, JsonNode body);

    /// The answer as one JSON document.
    JsonNode whole(Reply reply);

    /// The answer as server-sent events, each ready to be written.
    List<String> events(Reply reply);

    /// How the provider calls the error behind `status`.
    String code(int status);

    JsonNode error(int status, String code, String message);

    /// What is sent with status 429 when a subscription is used up.
    ///
    /// @param resetsAt seconds of the epoch
    default JsonNode usageLimit(long resetsAt) {
        return error(429, code(429), "This request would exceed your account's rate limit.");
    }

    /// An answer that fails after it has begun.
    List<String> failing(Reply reply, String code, String message);
}
