package ai.avyay.gates;

import ai.avyay.domain.Glob;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A set of globs. One without a wildcard also stands for everything below the folder it names; one
/// that begins with `!` takes out what another one names, in whatever order.
record Globs(List<Glob> globs, List<Glob> exceptions) {
    Globs {
        globs = List.copyOf(globs);
        exceptions = List.copyOf(exceptions);
    }

    static Globs of(List<String> patterns) {
        var excepting =
                patterns.stream().collect(Collectors.partitioningBy(each -> each.startsWith("!")));
        return new Globs(
                globs(excepting.getOrDefault(false, List.of()).stream()),
                globs(
                        excepting.getOrDefault(true, List.of()).stream()
                                .map(each -> each.substring(1))));
    }

    private static List<Glob> globs(Stream<String> patterns) {
        return patterns.map(Globs::plain).map(Glob::new).toList();
    }

    /// Patterns that also mean files of the same name on a disk that does not tell case apart.
    static Globs ofAnyCase(List<String> patterns) {
        return of(patterns.stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).toList());
    }

    private static String plain(String pattern) {
        return pattern.startsWith("./") ? pattern.substring(2) : pattern;
    }

    boolean isEmpty() {
        return globs.isEmpty();
    }

    boolean match(String path) {
        return globs.stream().anyMatch(glob -> covers(glob, path))
                && exceptions.stream().noneMatch(glob -> covers(glob, path));
    }

    /// A folder's glob also covers what stands in the folder's own place, such as a link.
    private static boolean covers(Glob glob, String path) {
        return glob.matches(path)
                || path.startsWith(glob.pattern() + "/")
                || (glob.pattern().endsWith("/**") && glob.matches(path + "/"));
    }

    boolean matchAnyCase(String path) {
        return match(path.toLowerCase(Locale.ROOT));
    }
}
