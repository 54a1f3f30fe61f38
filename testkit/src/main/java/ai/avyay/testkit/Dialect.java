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

    JsonNode error(int status, String message);
}
