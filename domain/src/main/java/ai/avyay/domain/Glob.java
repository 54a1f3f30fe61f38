package ai.avyay.domain;

import java.util.regex.Pattern;

/// A pattern for paths relative to the root of a work tree, with `/` between names.
///
/// `*` stands for any text without `/`, `?` for one character other than `/`, `**` for any number
/// of whole folders, and `{a,b}` for either. A pattern that ends in `/` means everything below that
/// folder.
public record Glob(String pattern, Pattern compiled) {
    public Glob(String pattern) {
        this(
                pattern,
                Pattern.compile(expression(pattern.endsWith("/") ? pattern + "**" : pattern)));
    }

    public boolean matches(String path) {
        return compiled.matcher(path).matches();
    }

    /// The folder that every match lies in, with a `/` at its end; empty for the root.
    public String folder() {
        var wildcard = indexOfWildcard(pattern);
        var fixed = wildcard < 0 ? pattern : pattern.substring(0, wildcard);
        return fixed.substring(0, fixed.lastIndexOf('/') + 1);
    }

    private static int indexOfWildcard(String pattern) {
        for (var i = 0; i < pattern.length(); i++) {
            if ("*?{".indexOf(pattern.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static String expression(String pattern) {
        var expression = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            if (pattern.startsWith("**/", i)) {
                expression.append("(?:[^/]+/)*");
                i += 2;
            } else if (pattern.startsWith("**", i)) {
                expression.append(".*");
                i++;
            } else if (c == '*') {
                expression.append("[^/]*");
            } else if (c == '?') {
                expression.append("[^/]");
            } else if (c == '{' && pattern.indexOf('}', i) > 0) {
                expression.append("(?:");
                depth++;
            } else if (c == ',' && depth > 0) {
                expression.append('|');
            } else if (c == '}' && depth > 0) {
                expression.append(')');
                depth--;
            } else if (Character.isLetterOrDigit(c) || c == '/') {
                expression.append(c);
            } else {
                expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.append(")".repeat(depth)).toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
