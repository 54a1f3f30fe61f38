package ai.avyay.gates;

import ai.avyay.domain.Glob;
import java.util.List;
import java.util.Locale;

/// A set of globs. One without a wildcard also stands for everything below the folder it names.
record Globs(List<Glob> globs) {
    Globs {
        globs = List.copyOf(globs);
    }

    static Globs of(List<String> patterns) {
        return new Globs(patterns.stream().map(Globs::plain).map(Glob::new).toList());
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
        return globs.stream().anyMatch(glob -> covers(glob, path));
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
