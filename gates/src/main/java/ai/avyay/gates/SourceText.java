package ai.avyay.gates;

/// Source code of the same length and lines as its original, with what is not code blanked out.
///
/// @param code without comments and without the content of strings
/// @param statements without comments only
record SourceText(String code, String statements) {

    /// How a language writes comments and strings.
    enum Syntax {
        /// `//`, `/* */`, and text blocks between three quotes.
        TEXT_BLOCKS,
        /// `#`, and strings over several lines between three quotes.
        HASH,
        /// `//`, `/* */`, and strings over several lines between backticks.
        BACKTICKS;

        boolean hash() {
            return this == HASH;
        }

        boolean triple() {
            return this != BACKTICKS;
        }

        boolean backtick() {
            return this == BACKTICKS;
        }
    }

    static SourceText of(String text, Syntax syntax) {
        return new Blanking(text, syntax).run();
    }

    /// The position after the bracket that closes the one at `open`; the end if nothing does.
    int closing(int open) {
        var depth = 0;
        for (var i = open; i < code.length(); i++) {
            switch (code.charAt(i)) {
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> {
                    depth--;
                    if (depth <= 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        return code.length();
    }

    /// Whether what stands there is neither in a string nor in a comment.
    boolean isCode(int at) {
        return code.charAt(at) == statements.charAt(at);
    }

    int skipBlank(int from) {
        var at = from;
        while (at < code.length() && Character.isWhitespace(code.charAt(at))) {
            at++;
        }
        return at;
    }

    boolean has(int at, char c) {
        return at < code.length() && code.charAt(at) == c;
    }

    int lineStart(int at) {
        return code.lastIndexOf('\n', at - 1) + 1;
    }

    int lineEnd(int at) {
        var end = code.indexOf('\n', at);
        return end < 0 ? code.length() : end;
    }

    private static final class Blanking {
        private final String text;
        private final Syntax syntax;
        private final StringBuilder code;
        private final StringBuilder statements;
        private int at;

        Blanking(String text, Syntax syntax) {
            this.text = text;
            this.syntax = syntax;
            this.code = new StringBuilder(text);
            this.statements = new StringBuilder(text);
        }

        SourceText run() {
            while (at < text.length()) {
                if (syntax.hash() && text.charAt(at) == '#') {
                    comment(lineEnd());
                } else if (!syntax.hash() && text.startsWith("//", at)) {
                    comment(lineEnd());
                } else if (!syntax.hash() && text.startsWith("/*", at)) {
                    comment(after("*/", at + 2));
                } else if (syntax.triple() && startsTriple()) {
                    string(after(text.substring(at, at + 3), at + 3), 3);
                } else if (quote(text.charAt(at))) {
                    string(endOfQuoted(), 1);
                } else {
                    at++;
                }
            }
            return new SourceText(code.toString(), statements.toString());
        }

        private boolean startsTriple() {
            return text.startsWith("\"\"\"", at) || (syntax.hash() && text.startsWith("'''", at));
        }

        private boolean quote(char c) {
            return c == '"' || c == '\'' || (c == '`' && syntax.backtick());
        }

        private void comment(int end) {
            blank(code, at, end);
            blank(statements, at, end);
            at = end;
        }

        private void string(int end, int quotes) {
            blank(code, Math.min(at + quotes, end), Math.max(at + quotes, end - quotes));
            at = end;
        }

        private int endOfQuoted() {
            var open = text.charAt(at);
            for (var i = at + 1; i < text.length(); i++) {
                var c = text.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == open) {
                    return i + 1;
                } else if (c == '\n' && open != '`') {
                    return i;
                }
            }
            return text.length();
        }

        private int lineEnd() {
            var end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }

        private int after(String closing, int from) {
            var found = text.indexOf(closing, from);
            return found < 0 ? text.length() : found + closing.length();
        }

        private static void blank(StringBuilder target, int from, int to) {
            for (var i = from; i < Math.min(to, target.length()); i++) {
                if (target.charAt(i) != '\n') {
                    target.setCharAt(i, ' ');
                }
            }
        }
    }
}
