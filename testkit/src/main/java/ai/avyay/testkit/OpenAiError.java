package ai.avyay.testkit;

import tools.jackson.databind.JsonNode;

/// The error document of both OpenAI dialects.
final class OpenAiError {
    private OpenAiError() {}

    static JsonNode of(int status, String message) {
        var code =
                switch (status) {
                    case 401 -> "invalid_api_key";
                    case 429 -> "rate_limit_exceeded";
                    default -> "server_error";
                };
        return Json.object(
                "{'error': {'message': $, 'type': $, 'param': null, 'code': $}}",
                message,
                code,
                code);
    }
}
