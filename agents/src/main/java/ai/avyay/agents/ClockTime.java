package ai.avyay.agents;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the end of a limit that a program tells by the clock on the wall.
///
/// The programs leave the seconds out, so a limit is over when the minute that they name is.
final class ClockTime {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String DAY = "(?<month>[a-z]{3,9}) (?<day>\\d{1,2})";
    private static final String TIME = "(?<hour>\\d{1,2})(?::(?<minute>\\d\\d))?\\s?(?<half>am|pm)";

    /// Claude Code: `resets May 12, 3pm (Europe/Berlin)`.
    private static final Pattern WITH_ZONE =
            Pattern.compile(
                    "(?i)resets?(?: at)? (?:%s,? )?(?:at )?%s?[^(\\n]{0,3}\\((?<zone>[A-Za-z0-9_+/-]+)\\)"
                            .formatted(DAY, TIME));

    /// Codex: `try again at May 12th, 2026 3:04 PM`, or only the time if it is today; in the zone
    /// of its environment, which its file sets to UTC.
    private static final Pattern IN_UTC =
            Pattern.compile(
                    "(?i)try again at (?:%s(?:st|nd|rd|th), \\d{4} )?%s(?<zone>)\\b"
                            .formatted(DAY, TIME));

    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    private ClockTime() {}

    /// The first time in `text`, which was written at about `now`.
    static Optional<Instant> in(String text, Instant now) {
        return Stream.of(WITH_ZONE, IN_UTC)
                .flatMap(pattern -> pattern.matcher(text).results().limit(1))
                .findFirst()
                .flatMap(clock -> over(clock, now));
    }

    private static Optional<Instant> over(MatchResult clock, Instant now) {
        try {
            var zone = clock.group("zone");
            var there = now.atZone(ZoneId.of(zone.isEmpty() ? "UTC" : zone));
            var minute = clock.group("minute");
            var time =
                    there.with(
                            LocalTime.of(
                                    hour(clock), minute == null ? 0 : Integer.parseInt(minute)));
            return Optional.of(end(clock, time, there).toInstant());
        } catch (DateTimeException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime end(MatchResult clock, ZonedDateTime time, ZonedDateTime now) {
        if (clock.group("month") == null) {
            var today = time.plus(MINUTE);
            return today.isAfter(now) ? today : today.plusDays(1);
        }
        var month =
                MONTHS.indexOf(clock.group("month").substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
        var day = MonthDay.of(month, Integer.parseInt(clock.group("day")));
        var date = time.with(day).plus(MINUTE);
        return date.isAfter(now) ? date : date.plusYears(1);
    }

    private static int hour(MatchResult clock) {
        var hour = Integer.parseInt(clock.group("hour"));
        var half = clock.group("half");
        if (half == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new DateTimeException("no hour of half a day: " + hour);
        }
        return hour % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0);
    }
}
