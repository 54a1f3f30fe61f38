package ai.avyay.nodes;

import ai.avyay.planning.Contact.Vitals;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Reads how the machine of the engine feels.
final class LocalVitals {
    /// Where Linux tells the temperature of its parts, and from which one on it slows them down.
    static final Path THERMAL_ZONES = Path.of("/sys/class/thermal");

    private static final int MOST_TRIPS = 16;

    private LocalVitals() {}

    static Vitals read() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var load = Math.max(0, system.getSystemLoadAverage()) / system.getAvailableProcessors();
        return new Vitals(load, isThrottled(THERMAL_ZONES), Duration.ZERO);
    }

    /// Whether a part has reached the temperature at which it is slowed down.
    static boolean isThrottled(Path zones) {
        try (Stream<Path> zone = Files.list(zones)) {
            return zone.filter(path -> path.getFileName().toString().startsWith("thermal_zone"))
                    .anyMatch(LocalVitals::isHot);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isHot(Path zone) {
        var now = number(zone.resolve("temp"));
        for (int trip = 0; now.isPresent() && trip < MOST_TRIPS; trip++) {
            var type = text(zone.resolve("trip_point_%d_type".formatted(trip)));
            var limit = number(zone.resolve("trip_point_%d_temp".formatted(trip)));
            var slows = type.equals("passive") || type.equals("hot");
            if (slows && limit.isPresent() && limit.getAsLong() > 0) {
                if (now.getAsLong() >= limit.getAsLong()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static OptionalLong number(Path file) {
        try {
            return OptionalLong.of(Long.parseLong(text(file)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
