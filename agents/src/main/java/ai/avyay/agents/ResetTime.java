package ai.avyay.agents;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
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
    private static final Pattern CLOCK =
            Pattern.compile(
                    "(?i)resets?(?: at)? (?:([a-z]{3,9}) (\\d{1,2}),? )?(?:at )?(\\d{1,2})(?::(\\d\\d))?\\s?(am|pm)?[^(\\n]{0,3}\\(([A-Za-z0-9_+/-]+)\\)");
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

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
                        first(CLOCK, text).flatMap(clock -> atClock(clock, now)))
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

    private static Optional<Instant> atClock(MatchResult clock, Instant now) {
        try {
            var there = now.atZone(ZoneId.of(clock.group(6)));
            var time =
                    there.with(
                            LocalTime.of(
                                    hour(clock),
                                    clock.group(4) == null ? 0 : Integer.parseInt(clock.group(4))));
            return Optional.of(day(clock, time, there).toInstant());
        } catch (DateTimeException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime day(MatchResult clock, ZonedDateTime time, ZonedDateTime now) {
        if (clock.group(1) == null) {
            return time.isAfter(now) ? time : time.plusDays(1);
        }
        var month = MONTHS.indexOf(clock.group(1).substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
        var date = time.with(MonthDay.of(month, Integer.parseInt(clock.group(2))));
        return date.isAfter(now) ? date : date.plusYears(1);
    }

    private static int hour(MatchResult clock) {
        var hour = Integer.parseInt(clock.group(3));
        if (clock.group(5) == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new DateTimeException("no hour of half a day: " + hour);
        }
        return hour % 12 + (clock.group(5).equalsIgnoreCase("pm") ? 12 : 0);
    }
}
