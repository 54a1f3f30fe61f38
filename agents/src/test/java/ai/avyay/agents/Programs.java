package ai.avyay.agents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Where the real agent programs of the end-to-end tests are installed.
final class Programs {
    private Programs() {}

    /// The folder of the executables; the test is skipped if `program` is not among them.
    static Path with(String program) {
        var folder = folder();
        Assumptions.assumeTrue(
                folder.filter(place -> Files.isExecutable(place.resolve(program))).isPresent(),
                "needs "
                        + program
                        + " (npm): run `npm install` in e2e/, or name the folder of executables in AVYAY_E2E_PROGRAMS");
        return folder.orElseThrow();
    }

    private static Optional<Path> folder() {
        var named =
                Optional.ofNullable(System.getenv("AVYAY_E2E_PROGRAMS"))
                        .or(() -> Optional.ofNullable(System.getProperty("avyay.e2e.programs")));
        return named.map(Path::of).or(Programs::inWorkTree);
    }

    private static Optional<Path> inWorkTree() {
        var folder = Optional.of(Path.of("").toAbsolutePath());
        while (folder.isPresent()) {
            if (Files.exists(folder.get().resolve("e2e/package.json"))) {
                return Optional.of(folder.get().resolve("e2e/node_modules/.bin"));
            }
            folder = Optional.ofNullable(folder.get().getParent());
        }
        return Optional.empty();
    }
}
