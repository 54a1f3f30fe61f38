package ai.avyay.testkit;

import tools.jackson.databind.JsonNode;

/// The error document of both OpenAI dialects.
final class OpenAiError {
    private OpenAiError() {}

    static String code(int status) {
        return switch (status) {
            case 401 -> "invalid_api_key";
            case 429 -> "rate_limit_exceeded";
            default -> "server_error";
        };
    }

    static JsonNode of(String code, String message) {
        return Json.object(
                "{'error': {'message': $, 'type': $, 'param': null, 'code': $}}",
                message,
                code,
                code);
    }
}
