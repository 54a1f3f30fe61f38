package ai.avyay.gates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One file of tests, taken apart.
///
/// @param tests where each of its tests stands, by name, in order
record TestSource(TestLanguage language, SourceText text, Map<String, Span> tests) {
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern EARLY_RETURN = Pattern.compile("(?m)\\breturn\\s{0,4}(?:;|$)");
    private static final int STATEMENT = 2_000;

    TestSource {
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
    }

    /// @param from where what belongs to it starts, its annotations included
    /// @param body where its own code starts
    record Span(int from, int body, int to) {}

    static TestSource of(String text, TestLanguage language) {
        var source = SourceText.of(text, language.syntax);
        var tests = new LinkedHashMap<String, Span>();
        for (var found : TestFinder.of(language).find(source)) {
            var name = found.name();
            for (var copy = 2; tests.containsKey(name); copy++) {
                name = found.name() + " (" + copy + ")";
            }
            tests.put(name, found.span());
        }
        return new TestSource(language, source, tests);
    }

    /// Whether it tests anything; a file beside the tests may only serve them.
    boolean testsAnything(String path) {
        return !tests.isEmpty() || (assertions() > 0 && TestLanguage.inFolder(path));
    }

    /// How many assertions a test has that something can fail.
    int assertions(String test) {
        var span = tests.getOrDefault(test, new Span(0, 0, 0));
        return assertions(span.body(), span.to());
    }

    int assertions() {
        return assertions(0, text.code().length());
    }

    private int assertions(int from, int to) {
        return count(language.assertion, text.code(), from, to)
                - count(language.hollow, text.statements(), from, to);
    }

    int skips() {
        return count(language.skip, text.code(), 0, text.code().length());
    }

    /// How many conditions keep tests from running, those of the tests named left out.
    int conditions(java.util.Collection<String> without) {
        var inside =
                without.stream()
                        .map(tests::get)
                        .mapToInt(span ->
                                count(language.condition, text.code(), span.from(), span.to()))
                        .sum();
        return count(language.condition, text.code(), 0, text.code().length()) - inside;
    }

    int earlyReturns(String test) {
        var span = tests.getOrDefault(test, new Span(0, 0, 0));
        return count(EARLY_RETURN, text.code(), span.body(), span.to());
    }

    /// Every statement that asserts something, its blanks collapsed.
    List<String> statements() {
        var found = new ArrayList<String>();
        var matcher = language.assertion.matcher(text.code());
        for (var at = 0; at < text.code().length() && matcher.find(at); ) {
            var end = endOfStatement(matcher.start());
            var words = text.statements().substring(matcher.start(), end);
            found.add(BLANK.matcher(words).replaceAll(" ").strip());
            at = Math.max(end, matcher.end());
        }
        return found;
    }

    private int endOfStatement(int from) {
        var depth = 0;
        var last = Math.min(text.code().length(), from + STATEMENT);
        for (var i = from; i < last; i++) {
            var c = text.code().charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            var over = c == '\n' && depth == 0 && !text.has(text.skipBlank(i), '.');
            if (depth < 0 || over || (c == ';' && depth == 0)) {
                return i;
            }
        }
        return last;
    }

    private static int count(Pattern pattern, String text, int from, int to) {
        var matcher = pattern.matcher(text).region(from, Math.min(to, text.length()));
        return (int) matcher.useTransparentBounds(true).results().count();
    }
}
