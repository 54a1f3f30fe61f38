package ai.avyay.app;

import ai.avyay.engine.Execution.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The caches that need no description, because everybody's build tool keeps them in one place.
///
/// Maven and Gradle fetch some plugins only when they run, so nothing but a whole build fetches
/// all.
final class Caches {
    static final Duration LONGEST = Duration.ofHours(1);

    /// Maven refuses a file offline that came from a repository by another name than the one it
    /// looks for, such as a mirror's.
    private static final String ORIGINLESS =
            "find ~/.m2/repository -name _remote.repositories -delete";

    private static final SequencedMap<String, Cache> USUAL = usual();

    private Caches() {}

    private static SequencedMap<String, Cache> usual() {
        var usual = new TreeMap<String, Cache>();
        add(
                usual,
                "maven",
                wrapped("mvnw", "mvn")
                        + " -B -ntp -Dmaven.test.failure.ignore=true verify && "
                        + ORIGINLESS,
                ".m2/repository",
                ".m2/wrapper");
        add(
                usual,
                "gradle",
                wrapped("gradlew", "gradle") + " --no-daemon --console=plain check",
                ".gradle/caches",
                ".gradle/wrapper");
        add(usual, "npm", "npm ci --ignore-scripts --no-audit --no-fund", ".npm");
        add(
                usual,
                "pip",
                "python3 -m pip download -q -d ~/.cache/pip/wheels -r requirements.txt",
                ".cache/pip");
        add(usual, "cargo", "cargo fetch", ".cargo/registry", ".cargo/git");
        add(usual, "go", "go mod download all", "go/pkg/mod");
        return usual;
    }

    private static String wrapped(String wrapper, String program) {
        return "$(test -x %1$s && echo ./%1$s || echo %2$s)".formatted(wrapper, program);
    }

    private static void add(
            SequencedMap<String, Cache> usual, String name, String command, String... paths) {
        var filling = new Cache.Filling(command, Network.OPEN, List.of(), List.of(), LONGEST);
        usual.put(name, new Cache(name, List.of(paths), filling));
    }

    static List<String> names() {
        return List.copyOf(USUAL.sequencedKeySet());
    }

    static Optional<Cache> named(String name) {
        return Optional.ofNullable(USUAL.get(name));
    }
}
