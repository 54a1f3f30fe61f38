package ai.avyay.gates;

import ai.avyay.gates.Report.Alert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What scanners complain about, in the Static Analysis Results Interchange Format.
final class Sarif {
    private static final int MOST_ALERTS = 100_000;
    private static final StreamReadConstraints BOUNDS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(1 << 20)
                    .maxDocumentLength(ReportReader.LARGEST)
                    .build();
    private static final JsonMapper JSON =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(BOUNDS).build()).build();

    private Sarif() {}

    static Report read(byte[] bytes) {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (JacksonException e) {
            return new Report.Broken(Plain.line("not JSON: " + e.getOriginalMessage(), 120));
        }
        if (!root.path("runs").isArray() || !root.path("version").asString("").startsWith("2.")) {
            return new Report.Foreign();
        }
        var alerts = new ArrayList<Alert>();
        for (var run : root.path("runs")) {
            var rules = rules(run);
            for (var result : run.path("results")) {
                if (alerts.size() == MOST_ALERTS) {
                    return new Report.Broken("more than " + MOST_ALERTS + " results");
                }
                if (counts(result)) {
                    alerts.add(alert(rule(rules, run, result), result));
                }
            }
        }
        return new Report.Scan(alerts);
    }

    private static boolean counts(JsonNode result) {
        return result.path("kind").asString("fail").equals("fail")
                && result.path("suppressions").isEmpty()
                && !result.path("baselineState").asString("").equals("absent");
    }

    private static Alert alert(JsonNode rule, JsonNode result) {
        var id = rule.path("id").asString(result.path("ruleId").asString(""));
        var place = result.path("locations").path(0).path("physicalLocation");
        var path = place.path("artifactLocation").path("uri").asString("");
        var text = result.path("message").path("text").asString("");
        var line = place.path("region").path("startLine").asInt(0);
        var usual = rule.path("defaultConfiguration").path("level").asString("warning");
        return new Alert(
                level(result.path("level").asString(usual)),
                id,
                path,
                mark(result, text),
                path + (line > 0 ? ":" + line : "") + " " + text + " [" + id + "]");
    }

    private static JsonNode rule(Map<String, JsonNode> rules, JsonNode run, JsonNode result) {
        var listed = run.path("tool").path("driver").path("rules");
        var index = result.path("ruleIndex").asInt(-1);
        if (index >= 0 && listed.has(index)) {
            return listed.path(index);
        }
        var id = result.path("ruleId").asString(result.path("rule").path("id").asString(""));
        return rules.getOrDefault(id, result.path("rule"));
    }

    private static Map<String, JsonNode> rules(JsonNode run) {
        var byId = new HashMap<String, JsonNode>();
        for (var rule : run.path("tool").path("driver").path("rules")) {
            byId.putIfAbsent(rule.path("id").asString(""), rule);
        }
        return byId;
    }

    private static String mark(JsonNode result, String text) {
        for (var name : new String[] {"fingerprints", "partialFingerprints"}) {
            var prints = result.path(name);
            if (prints.isObject() && !prints.isEmpty()) {
                return prints.toString();
            }
        }
        return text;
    }

    private static Alert.Level level(String word) {
        return switch (word) {
            case "error" -> Alert.Level.ERROR;
            case "note", "none" -> Alert.Level.NOTE;
            default -> Alert.Level.WARNING;
        };
    }
}
