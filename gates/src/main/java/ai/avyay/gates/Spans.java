package ai.avyay.gates;

import java.time.Duration;

/// Lengths of time for people.
final class Spans {
    private Spans() {}

    /// Such as `1h 5m`, `90s`.
    static String words(Duration span) {
        if (span.compareTo(Duration.ofMinutes(2)) < 0) {
            return span.toSeconds() + "s";
        }
        var minutes = span.toMinutes();
        if (minutes < 60) {
            return minutes + "m";
        }
        return minutes % 60 == 0 ? minutes / 60 + "h" : minutes / 60 + "h " + minutes % 60 + "m";
    }
}
