package ai.avyay.integration;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names that some file system takes for `.git`, or for another folder than they say.
///
/// HFS+ ignores some characters; NTFS ignores dots and spaces at the end, knows short names and
/// streams, and takes a backslash for a slash.
final class DangerousName {
    private static final Pattern IGNORED_BY_HFS =
            Pattern.compile("[\\u200c-\\u200f\\u202a-\\u202e\\u206a-\\u206f\\ufeff]");
    private static final List<String> GIT = List.of(".git", "git~1");

    private DangerousName() {}

    /// Whether one name in a tree is dangerous.
    static boolean is(String name) {
        if (name.indexOf('\\') >= 0) {
            return anyIn(name.replace('\\', '/'));
        }
        var plain = IGNORED_BY_HFS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
        var stream = plain.indexOf(':');
        if (stream >= 0) {
            plain = plain.substring(0, stream);
        }
        plain = plain.replaceAll("[. ]+$", "");
        return plain.isEmpty() ? onlyDots(name) : GIT.contains(plain);
    }

    private static boolean onlyDots(String name) {
        return name.isEmpty() || name.equals(".") || name.equals("..");
    }

    /// Whether a path from the root has a dangerous name in it, or is absolute.
    static boolean anyIn(String path) {
        for (var name : path.split("/", -1)) {
            if (name.isEmpty() || is(name)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a name at the root is the engine's own folder.
    static boolean isOfEngine(String name) {
        return IGNORED_BY_HFS
                .matcher(name)
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[. ]+$", "")
                .equals(".avyay");
    }
}
