package ai.avyay.gates;

import ai.avyay.gates.TestSource.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds where the tests of a file stand.
sealed interface TestFinder {
    /// A test's name and place.
    record Found(String name, Span span) {}

    /// What one file is looked through for; no file of people has as many.
    int MOST = 2_000;

    int MOST_ABOVE = 20;

    List<Found> find(SourceText text);

    static TestFinder of(TestLanguage language) {
        return switch (language) {
            case JVM -> new Annotated();
            case PYTHON -> new Indented();
            case SCRIPT -> new Called();
            case GO -> new Named();
        };
    }

    /// Java, Kotlin: a method under an annotation.
    record Annotated() implements TestFinder {
        private static final Pattern MARK =
                Pattern.compile(
                        "@(?:[\\w.]{1,60}\\.)?(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property|Example)\\b"
                                + "|\\bpublic void (?=test\\w{0,80}\\s?\\()");
        private static final Pattern DECLARATION =
                Pattern.compile("(?<![@\\w.$])(`[^`\\n]{1,200}`|[\\w$]{1,200})\\s{0,20}\\(");
        private static final int NEAR = 2_000;

        @Override
        public List<Found> find(SourceText text) {
            var found = new ArrayList<Found>();
            var mark = MARK.matcher(text.code());
            var at = 0;
            for (var marks = 0; marks < MOST && mark.find(at); marks++) {
                at = mark.end();
                var end = Math.min(text.code().length(), at + NEAR);
                var name = DECLARATION.matcher(text.code()).region(afterMarks(text, at, end), end);
                if (name.useTransparentBounds(true).find()) {
                    var to = end(text, text.closing(name.end() - 1));
                    var from = above(text, text.lineStart(mark.start()));
                    found.add(new Found(name.group(1), new Span(from, name.end(), to)));
                    at = Math.max(at, to);
                }
            }
            return found;
        }

        /// Past the arguments of the annotation and past further annotations.
        private static int afterMarks(SourceText text, int from, int last) {
            var at = from;
            while (at < last) {
                if (text.has(text.skipBlank(at), '(')) {
                    at = text.closing(text.skipBlank(at));
                } else if (text.has(text.skipBlank(at), '@')) {
                    at = text.skipBlank(at) + 1;
                    while (at < last && isName(text.code().charAt(at))) {
                        at++;
                    }
                } else {
                    break;
                }
            }
            return Math.min(at, last);
        }

        private static boolean isName(char c) {
            return Character.isJavaIdentifierPart(c) || c == '.';
        }

        private static int end(SourceText text, int afterParameters) {
            for (var i = afterParameters; i < text.code().length(); i++) {
                switch (text.code().charAt(i)) {
                    case '{' -> {
                        return text.closing(i);
                    }
                    case ';' -> {
                        return i;
                    }
                    case '=' -> {
                        var blankLine = text.code().indexOf("\n\n", i);
                        return blankLine < 0 ? text.code().length() : blankLine;
                    }
                    default -> {}
                }
            }
            return text.code().length();
        }
    }

    /// Python: a function with a name that starts with `test`.
    record Indented() implements TestFinder {
        private static final Pattern DECLARATION =
                Pattern.compile("(?m)^([ \\t]{0,40})(?:async )?def (test\\w{0,120})\\s?\\(");

        @Override
        public List<Found> find(SourceText text) {
            var found = new ArrayList<Found>();
            var declaration = DECLARATION.matcher(text.code());
            while (found.size() < MOST && declaration.find()) {
                var body = text.closing(declaration.end() - 1);
                var to = end(text, text.lineEnd(body), declaration.group(1).length());
                var from = above(text, text.lineStart(declaration.start()));
                found.add(new Found(declaration.group(2), new Span(from, body, to)));
            }
            return found;
        }

        private static int end(SourceText text, int from, int indent) {
            var at = from;
            while (at < text.code().length()) {
                var line = text.code().substring(at + 1, text.lineEnd(at + 1));
                if (!line.isBlank() && line.length() - line.stripLeading().length() <= indent) {
                    return at;
                }
                at = text.lineEnd(at + 1);
            }
            return at;
        }
    }

    /// JavaScript: a call of `it` or `test` with a title.
    record Called() implements TestFinder {
        private static final Pattern CALL =
                Pattern.compile(
                        "(?<![\\w.$])(?:it|test|specify|xit|xtest|fit)((?:\\.\\w{1,30}){0,3})\\s?\\(");

        @Override
        public List<Found> find(SourceText text) {
            var found = new ArrayList<Found>();
            var call = CALL.matcher(text.code());
            for (var calls = 0; calls < MOST && call.find(); calls++) {
                var open = call.end() - 1;
                if (call.group(1).endsWith(".each") && text.has(text.closing(open), '(')) {
                    open = text.closing(open);
                }
                var to = text.closing(open);
                title(text, open, to).ifPresent(title -> add(found, title, call, to));
            }
            return found;
        }

        private static void add(List<Found> found, String title, Matcher call, int to) {
            found.add(new Found(title, new Span(call.start(), call.end(), to)));
        }

        private static Optional<String> title(SourceText text, int open, int to) {
            var start = text.skipBlank(open + 1);
            if (start >= to || "'\"`".indexOf(text.code().charAt(start)) < 0) {
                return Optional.empty();
            }
            var end = text.code().indexOf(text.code().charAt(start), start + 1);
            return end < 0
                    ? Optional.empty()
                    : Optional.of(text.statements().substring(start + 1, end));
        }
    }

    /// Go: a function with a name that starts with `Test`.
    record Named() implements TestFinder {
        private static final Pattern DECLARATION =
                Pattern.compile("(?m)^func ((?:Test|Fuzz|Example)\\w{0,120})\\s?\\(");

        @Override
        public List<Found> find(SourceText text) {
            var found = new ArrayList<Found>();
            var declaration = DECLARATION.matcher(text.code());
            while (found.size() < MOST && declaration.find()) {
                var open = text.code().indexOf('{', text.closing(declaration.end() - 1));
                var to = open < 0 ? text.code().length() : text.closing(open);
                var span = new Span(declaration.start(), declaration.end(), to);
                found.add(new Found(declaration.group(1), span));
            }
            return found;
        }
    }

    /// The first of the lines right above that belong to what follows: annotations, decorators.
    private static int above(SourceText text, int lineStart) {
        var at = lineStart;
        for (var lines = 0; at > 0 && lines < MOST_ABOVE; lines++) {
            var start = text.lineStart(at - 1);
            var line = text.code().substring(start, at - 1).strip();
            if (line.isEmpty() || ";{}".indexOf(line.charAt(line.length() - 1)) >= 0) {
                return at;
            }
            at = start;
        }
        return at;
    }
}
