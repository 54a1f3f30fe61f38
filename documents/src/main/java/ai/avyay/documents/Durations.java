package ai.avyay.documents;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as people write them: `45m`, `2h`, `1h30m`, `90s`; days, hours, minutes, seconds and
/// milliseconds.
public final class Durations {
    public static final String EXAMPLE = "a duration such as 45m, 2h or 1h30m";

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private Durations() {}

    /// The duration written as `text`, or empty if `text` is none.
    public static Optional<Duration> parse(String text) {
        var match = FORM.matcher(text.strip());
        if (text.isBlank() || !match.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofDays(number(match.group(1)))
                        .plusHours(number(match.group(2)))
                        .plusMinutes(number(match.group(3)))
                        .plusSeconds(number(match.group(4)))
                        .plusMillis(number(match.group(5))));
    }

    /// The shortest way to write `duration`, to the millisecond: no unit that is zero, no unit
    /// above hours.
    public static String format(Duration duration) {
        if (duration.isNegative() || duration.toMillis() == 0) {
            return "0s";
        }
        var split = new StringBuilder();
        append(split, duration.toHours(), "h");
        append(split, duration.toMinutesPart(), "m");
        append(split, duration.toSecondsPart(), "s");
        append(split, duration.toMillisPart(), "ms");
        var seconds = duration.toSeconds() + "s";
        var whole = duration.toMillisPart() == 0;
        return whole && seconds.length() < split.length() ? seconds : split.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
