package ai.avyay.agents;

import ai.avyay.documents.Nearest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts values where a file says `{model}`, `{VARIABLE}` or `{VARIABLE:-otherwise}`; once, so that
/// a value's own braces stay.
final class Placeholders {
    static final String PROGRAM = "{program}";
    static final String OPTIONS = "{options}";
    private static final Set<String> KNOWN =
            Set.of("program", "options", "prompt", "prompt_file", "instructions", "model");
    private static final Pattern PLACE =
            Pattern.compile("\\{([a-z_]+|[A-Z][A-Z0-9_]*)(?::-([^}]*))?\\}");

    private final Map<String, String> values;

    Placeholders(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /// Refuses a placeholder that stands for nothing.
    static void check(Collection<String> texts) {
        for (var text : texts) {
            PLACE.matcher(text)
                    .results()
                    .map(place -> place.group(1))
                    .filter(name -> Character.isLowerCase(name.charAt(0)) && !KNOWN.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException(
                                "'{%s}' stands for nothing%s"
                                        .formatted(name, Nearest.advice(name, KNOWN)));
                    });
        }
    }

    /// The text with every placeholder filled; one without a value leaves nothing.
    String fill(String text) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(value(place).orElse("")));
    }

    /// The text with every placeholder filled; empty if one has no value.
    Optional<String> fillWhole(String text) {
        var complete = PLACE.matcher(text).results().allMatch(place -> value(place).isPresent());
        return complete ? Optional.of(fill(text)) : Optional.empty();
    }

    private Optional<String> value(MatchResult place) {
        return Optional.ofNullable(values.get(place.group(1)))
                .or(() -> Optional.ofNullable(place.group(2)));
    }
}
