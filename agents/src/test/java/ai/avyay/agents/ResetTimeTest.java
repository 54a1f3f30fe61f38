package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResetTimeTest {
    private static final Instant NOW = Instant.parse("2026-05-10T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Please try again in 20s | 2026-05-10T12:00:20Z",
                "try again in 1m30s. | 2026-05-10T12:01:30Z",
                "try again in 2 days, 3 hours and 5 minutes | 2026-05-12T15:05:00Z",
                "Please retry in 23.5s. | 2026-05-10T12:00:23.500Z",
                "retry-after: 90 | 2026-05-10T12:01:30Z",
                "\"retry-after\":\"90\" | 2026-05-10T12:01:30Z",
                "retry after 250ms | 2026-05-10T12:00:00.250Z",
                "resets 3pm (Europe/Berlin) | 2026-05-10T13:01:00Z",
                "resets at 10:30am (America/New_York) | 2026-05-10T14:31:00Z",
                "resets 9am (UTC) | 2026-05-11T09:01:00Z",
                "resets May 12, 3pm (UTC) | 2026-05-12T15:01:00Z",
                "resets May 12 at 12am (UTC) | 2026-05-12T00:01:00Z",
                "resets 12pm (UTC) | 2026-05-10T12:01:00Z",
                "or try again at 3:04 PM. | 2026-05-10T15:05:00Z",
                "or try again at 11:58 AM. | 2026-05-11T11:59:00Z",
                "resets May 12, 11:59pm (UTC) | 2026-05-13T00:00:00Z",
                "or try again at May 12th, 2026 12:18 AM. | 2026-05-12T00:19:00Z",
                "limit until 2026-05-11T08:00:00Z | 2026-05-11T08:00:00Z",
            })
    void is_found_in_the_words_of_the_programs(String text, Instant reset) {
        assertThat(ResetTime.in(text, NOW)).hasValue(reset);
    }

    @Test
    void an_old_form_gives_the_seconds_of_the_epoch() {
        assertThat(ResetTime.in("Claude AI usage limit reached|1778425200", NOW))
                .hasValue(Instant.ofEpochSecond(1778425200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "try again later",
                "try again in 400 days",
                "resets 3pm",
                "try again at 3:04 o'clock",
                "resets 99pm (UTC)",
                "resets 3pm (Nowhere/Land)",
                "resets Foo 31, 3pm (UTC)",
                "limit until 2020-01-01T00:00:00Z",
                "try again in 99999999999999999999999999 hours",
            })
    void is_not_made_up(String text) {
        assertThat(ResetTime.in(text, NOW)).isEmpty();
    }
}
