package ai.avyay.gates;

import java.util.List;
import java.util.stream.Stream;

/// Which tests a task may change or remove: what it names under `may_change_tests`, as the path of
/// a file, as a class with or without its package, or as `Class#test`.
record TestPermission(Globs globs) {
    static TestPermission of(List<String> patterns) {
        return new TestPermission(Globs.of(patterns));
    }

    boolean permitsFile(String path) {
        return globs.match(path) || globs.match(simple(path));
    }

    /// Whether the one test `name` of the file may change.
    boolean permits(String path, String name) {
        return permitsFile(path) || globs.match(simple(path) + "#" + name);
    }

    /// Whether a test that a report tells of may change.
    ///
    /// @param paths all files, to find the one that it is written in
    boolean permits(TestResult test, TestPaths paths) {
        var group = test.group().replaceAll("\\$.*", "");
        return Stream.of(
                                group,
                                test.simpleGroup(),
                                group + "#" + test.name(),
                                test.simpleGroup() + "#" + test.name().replaceAll("\\(.*", ""),
                                test.name())
                        .anyMatch(globs::match)
                || paths.of(test).stream().anyMatch(this::permitsFile);
    }

    private static String simple(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }
}
