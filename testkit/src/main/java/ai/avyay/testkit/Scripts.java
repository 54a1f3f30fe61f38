package ai.avyay.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    /// By the marker, too: the first conversation with a name gets the first of its scripts, the
    /// second the second, and those that come after the last one. A script may read its prompt.
    ///
    /// @throws IllegalArgumentException when it is asked for a name that has no scripts
    public static Function<Conversation, Script> inTurn(
            Map<String, List<Function<String, Script>>> scripts) {
        var known = Map.copyOf(scripts);
        var turns = new ConcurrentHashMap<String, List<String>>();
        return conversation -> {
            var marker = MARKER.matcher(conversation.prompt());
            var name = marker.find() ? marker.group(1) : "";
            var own = known.getOrDefault(name, List.of());
            if (own.isEmpty()) {
                throw new IllegalArgumentException("no script is called '" + name + "'");
            }
            var seen = turns.compute(name, (_, before) -> with(conversation.id(), before));
            var turn = Math.min(seen.indexOf(conversation.id()), own.size() - 1);
            return own.get(turn).apply(conversation.prompt());
        };
    }

    private static List<String> with(String id, @Nullable List<String> before) {
        var all = new ArrayList<>(before == null ? List.of() : before);
        if (!all.contains(id)) {
            all.add(id);
        }
        return List.copyOf(all);
    }
}
