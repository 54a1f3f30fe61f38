package ai.avyay.testkit;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Ways to choose a conversation's script by what its user says.
public final class Scripts {
    private static final Pattern MARKER = Pattern.compile("#script:([A-Za-z0-9_-]+)");

    private Scripts() {}

    public static Function<String, Script> always(Script script) {
        return prompt -> script;
    }

    /// By the first line part `#script:NAME` in the prompt; `fallback` without one or for an
    /// unknown name.
    public static Function<String, Script> byMarker(Map<String, Script> scripts, Script fallback) {
        var known = Map.copyOf(scripts);
        return prompt -> {
            var marker = MARKER.matcher(prompt);
            return marker.find() ? known.getOrDefault(marker.group(1), fallback) : fallback;
        };
    }
}
