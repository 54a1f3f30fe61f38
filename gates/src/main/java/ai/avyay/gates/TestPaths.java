package ai.avyay.gates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the file that a test of a report is written in.
final class TestPaths {
    private final Set<String> paths;
    private final Map<String, List<String>> byName = new HashMap<>();

    TestPaths(Collection<String> paths) {
        this.paths = Set.copyOf(paths);
        for (var path : this.paths) {
            byName.computeIfAbsent(bare(path), _ -> new ArrayList<>()).add(path);
        }
    }

    /// The candidates; more than one where a name does not tell.
    List<String> of(TestResult test) {
        for (var said = test.file().orElse(""); !said.isEmpty(); said = below(said)) {
            if (paths.contains(said)) {
                return List.of(said);
            }
        }
        return ofGroup(test.group().replaceAll("\\$.*", ""));
    }

    /// `com.acme.FooTest` is below `com/acme/FooTest`, `tests.test_foo.TestBar` below
    /// `tests/test_foo`.
    private List<String> ofGroup(String group) {
        for (var parts = group; !parts.isEmpty(); parts = upTo(parts)) {
            var asPath = parts.replace('.', '/');
            var name = asPath.substring(asPath.lastIndexOf('/') + 1);
            var found =
                    byName.getOrDefault(name, List.of()).stream()
                            .filter(path -> ends(withoutExtension(path), asPath))
                            .sorted()
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return paths.contains(group) ? List.of(group) : List.of();
    }

    private static String below(String path) {
        return path.contains("/") ? path.substring(path.indexOf('/') + 1) : "";
    }

    private static String upTo(String group) {
        return group.contains(".") ? group.substring(0, group.lastIndexOf('.')) : "";
    }

    private static boolean ends(String path, String end) {
        return path.equals(end) || path.endsWith("/" + end);
    }

    private static String withoutExtension(String path) {
        var slash = path.lastIndexOf('/');
        var dot = path.lastIndexOf('.');
        return dot > slash ? path.substring(0, dot) : path;
    }

    private static String bare(String path) {
        var whole = withoutExtension(path);
        return whole.substring(whole.lastIndexOf('/') + 1);
    }
}
