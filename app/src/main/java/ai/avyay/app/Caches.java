package ai.avyay.app;

import ai.avyay.engine.Execution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The caches of build tools that a check may see: what a run writes there is thrown away.
final class Caches {
    /// Where a tool keeps its cache, relative to HOME.
    private static final Map<String, String> PLACES =
            new TreeMap<>(
                    Map.of(
                            "maven", ".m2/repository",
                            "gradle", ".gradle/caches",
                            "npm", ".npm",
                            "pip", ".cache/pip",
                            "go", "go/pkg/mod",
                            "cargo", ".cargo/registry"));

    static final List<String> NAMES = List.copyOf(PLACES.keySet());

    private Caches() {}

    /// The cache called `name` of the person whose home is `home`.
    static Execution.Layer layer(String name, Path home) {
        var place = PLACES.getOrDefault(name, name);
        return new Execution.Layer(home.resolve(place), place);
    }
}
