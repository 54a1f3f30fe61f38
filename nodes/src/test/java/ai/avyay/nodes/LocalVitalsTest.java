package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalVitalsTest {
    @TempDir private Path zones;

    @Test
    void a_part_at_its_trip_point_is_throttled() throws Exception {
        zone(0, 95_000, "passive", 95_000);
        assertThat(LocalVitals.isThrottled(zones)).isTrue();
    }

    @Test
    void a_cool_one_is_not() throws Exception {
        zone(0, 94_999, "passive", 95_000);
        assertThat(LocalVitals.isThrottled(zones)).isFalse();
    }

    @Test
    void the_point_at_which_a_fan_starts_slows_nothing_down() throws Exception {
        zone(0, 60_000, "active", 50_000);
        assertThat(LocalVitals.isThrottled(zones)).isFalse();
    }

    @Test
    void a_machine_that_tells_nothing_is_not_throttled() {
        assertThat(LocalVitals.isThrottled(zones.resolve("absent"))).isFalse();
    }

    @Test
    void the_load_of_this_machine_is_read() {
        assertThat(LocalVitals.read().load()).isNotNegative();
    }

    private void zone(int number, int temperature, String type, int limit) throws IOException {
        var zone = Files.createDirectory(zones.resolve("thermal_zone" + number));
        Files.writeString(zone.resolve("temp"), temperature + "\n");
        Files.writeString(zone.resolve("trip_point_0_type"), type + "\n");
        Files.writeString(zone.resolve("trip_point_0_temp"), limit + "\n");
    }
}
