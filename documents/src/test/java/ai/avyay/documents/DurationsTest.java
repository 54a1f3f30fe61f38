package ai.avyay.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"45m,2700", "2h,7200", "1h30m,5400", "90s,90", "1d,86400", "1m30s,90", "0s,0"})
    void a_duration_is_read_as_people_write_it(String text, long seconds) {
        assertThat(Durations.parse(text)).hasValue(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "h", "5", "5 minutes", "-5m", "1m1h", "9999999999h"})
    void anything_else_is_none(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Test
    void the_shortest_form_is_written() {
        assertThat(Durations.format(Duration.ofMinutes(45))).isEqualTo("45m");
        assertThat(Durations.format(Duration.ofHours(2))).isEqualTo("2h");
        assertThat(Durations.format(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(Durations.format(Duration.ofDays(2))).isEqualTo("48h");
        assertThat(Durations.format(Duration.ofMillis(1500))).isEqualTo("1s500ms");
        assertThat(Durations.format(Duration.ZERO)).isEqualTo("0s");
    }

    @Property(tries = 300)
    void what_was_written_is_read_back(@ForAll @LongRange(min = 0, max = 1L << 40) long millis) {
        var duration = Duration.ofMillis(millis);
        assertThat(Durations.parse(Durations.format(duration))).hasValue(duration);
    }
}
