package ai.avyay.planning;

import java.time.Duration;
import java.time.Instant;

/// Words lengths of time as people say them.
final class Span {
    private static final int ROUGH_HOURS = 48;

    private Span() {}

    /// Such as `40 s`, `12 min`, `2 h 5 min` or `3 days`.
    static String words(Duration length) {
        var span = length.isNegative() ? Duration.ZERO : length;
        if (span.toMinutes() < 1) {
            return span.toSeconds() + " s";
        }
        if (span.toHours() < 1) {
            return span.toMinutes() + " min";
        }
        if (span.toHours() < ROUGH_HOURS) {
            var minutes = span.toMinutesPart() == 0 ? "" : " " + span.toMinutesPart() + " min";
            return span.toHours() + " h" + minutes;
        }
        return span.toDays() + " days";
    }

    static String since(Instant start, Instant now) {
        return words(Duration.between(start, now));
    }

    static String until(Instant end, Instant now) {
        return words(Duration.between(now, end));
    }
}
