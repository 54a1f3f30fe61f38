package ai.avyay.agents;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds in a text when a limit ends.
///
/// A time in the past or more than [#FARTHEST] ahead is not believed: it would park a task for
/// ever.
final class ResetTime {
    static final Duration FARTHEST = Duration.ofDays(8);

    private static final int LOOKED_AT = 2_000;
    private static final double MOST_MILLIS = 1e12;
    private static final Pattern EPOCH = Pattern.compile("\\|(\\d{10})\\b");
    private static final Pattern ISO =
            Pattern.compile("\\b(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z)\\b");
    private static final Pattern WAIT =
            Pattern.compile(
                    "(?i)(?:retry.?after|(?:again|retry|resets?) in)\\W{0,4}((?:\\d+(?:\\.\\d+)?\\s*[a-z]*[\\s,]*(?:and )?)+)");
    private static final Pattern AMOUNT =
            Pattern.compile("(?i)(\\d+(?:\\.\\d+)?)\\s*(ms|[a-z])?[a-z]*");

    private ResetTime() {}

    /// When it may go on, by a text that was written at about `now`.
    static Optional<Instant> in(String whole, Instant now) {
        var text = whole.length() > LOOKED_AT ? whole.substring(0, LOOKED_AT) : whole;
        return Arrays.<Optional<Instant>>asList(
                        first(EPOCH, text)
                                .map(epoch ->
                                        Instant.ofEpochSecond(Long.parseLong(epoch.group(1)))),
                        first(ISO, text).flatMap(iso -> parsed(iso.group(1))),
                        first(WAIT, text).map(wait -> now.plus(wait(wait.group(1)))),
                        ClockTime.in(text, now))
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(reset -> believed(reset, now));
    }

    static Optional<Instant> believed(Instant reset, Instant now) {
        return Optional.of(reset).filter(at -> at.isAfter(now) && !at.isAfter(now.plus(FARTHEST)));
    }

    private static Optional<MatchResult> first(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst();
    }

    private static Optional<Instant> parsed(String iso) {
        try {
            return Optional.of(Instant.parse(iso));
        } catch (DateTimeException wrong) {
            return Optional.empty();
        }
    }

    private static Duration wait(String words) {
        return AMOUNT.matcher(words)
                .results()
                .map(ResetTime::amount)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration amount(MatchResult amount) {
        var millis = Double.parseDouble(amount.group(1)) * millis(amount.group(2));
        return Duration.ofMillis((long) Math.min(millis, MOST_MILLIS));
    }

    private static long millis(@Nullable String unit) {
        if (unit == null) {
            return 1_000;
        }
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "ms" -> 1;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            case "w" -> 604_800_000;
            default -> 1_000;
        };
    }
}
