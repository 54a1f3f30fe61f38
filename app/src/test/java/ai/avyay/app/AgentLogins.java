package ai.avyay.app;

import ai.avyay.agents.Agents;
import ai.avyay.testkit.ModelServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// A user's subscriptions for both agent programs, and agents that need them.
///
/// `strict` is Claude Code that has to ask before it writes; `subscribed` is Codex with a
/// subscription.
final class AgentLogins {
    /// Codex with a subscription, at an address of one's own.
    private static final String SUBSCRIBED =
            """
            name: subscribed
            program: { executable: codex }
            run:
              command:
                - "{program}"
                - exec
                - --json
                - --skip-git-repo-check
                - --dangerously-bypass-approvals-and-sandbox
                - -c
                - analytics.enabled=false
                - -c
                - check_for_update_on_startup=false
                - -c
                - features.apps=false
                - -c
                - features.plugins=false
                - -c
                - model_provider=own
                - -c
                - 'model_providers.own={name="own",base_url="ADDRESS/v1",requires_openai_auth=true,wire_api="responses",request_max_retries=1,stream_max_retries=1}'
                - "{options}"
                - --
                - "{prompt}"
              options: { model: [-m, "{model}"] }
              environment: { CODEX_REFRESH_TOKEN_URL_OVERRIDE: "ADDRESS/oauth/token" }
            access:
              network: open
              login: { files: [.codex/auth.json], renew: codex login }
            output: { format: codex }
            """;

    private AgentLogins() {}

    /// Writes the login of both programs, and the two further agents, to the user's home folder.
    static void write(Scratch scratch, ModelServer server) throws IOException {
        scratch.writeAtHome(
                file("claude"),
                """
                {"claudeAiOauth":{"accessToken":"sk-ant-oat01-test","refreshToken":"sk-ant-ort01-test",
                "expiresAt":9999999999999,"scopes":["user:inference"],"subscriptionType":"max"}}
                """);
        scratch.writeAtHome(file("codex"), codexLogin());
        scratch.writeAtHome(".config/avyay/agents/strict.yaml", strict());
        scratch.writeAtHome(
                ".config/avyay/agents/subscribed.yaml",
                SUBSCRIBED.replace("ADDRESS", server.address().toString()));
    }

    /// The login file of `agent`, relative to the home folder.
    static String file(String agent) {
        return agent.equals("claude") ? ".claude/.credentials.json" : ".codex/auth.json";
    }

    private static String codexLogin() {
        var claims =
                "{\"exp\":4102444800,\"email\":\"u@localhost\",\"https://api.openai.com/auth\":{\"chatgpt_plan_type\":\"pro\",\"chatgpt_account_id\":\"a\"}}";
        var token = "%s.%s.%s".formatted(base64("{\"alg\":\"none\"}"), base64(claims), base64("s"));
        return """
        {"OPENAI_API_KEY":null,"auth_mode":"chatgpt","last_refresh":"%s","tokens":
        {"id_token":"%2$s","access_token":"%2$s","refresh_token":"sk-test","account_id":"a"}}
        """
                .formatted(Instant.now(), token);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Claude Code that has to ask before it writes, with nobody there to answer.
    private static String strict() throws IOException {
        try (var inside = Agents.class.getResourceAsStream("claude.yaml")) {
            var text =
                    new String(
                            Optional.ofNullable(inside).orElseThrow().readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.replace("name: claude", "name: strict")
                    .replace("--dangerously-skip-permissions, ", "");
        }
    }
}
