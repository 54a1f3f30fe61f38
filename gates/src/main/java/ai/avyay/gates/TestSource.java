package ai.avyay.gates;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// One file of tests, taken apart.
final class TestSource {
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern EARLY_RETURN = Pattern.compile("(?m)\\breturn\\s{0,4}(?:;|$)");
    private static final int STATEMENT = 2_000;
    private static final Span NOWHERE = new Span(0, 0, 0);

    private final TestLanguage language;
    private final SourceText text;
    private final Map<String, Span> tests;
    private final Places assertions;
    private final Places hollow;
    private final Places conditions;
    private final Places returns;

    private TestSource(TestLanguage language, SourceText text, Map<String, Span> tests) {
        this.language = language;
        this.text = text;
        this.tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
        assertions = Places.of(language.assertion, text.code(), text);
        hollow = Places.of(language.hollow, text.statements(), text);
        conditions = Places.of(language.condition, text.code(), text);
        returns = Places.of(EARLY_RETURN, text.code(), text);
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

    /// Where each of its tests stands, by name, in order.
    Map<String, Span> tests() {
        return tests;
    }

    /// Whether it tests anything; a file beside the tests may only serve them.
    boolean testsAnything(String path) {
        return !tests.isEmpty() || (assertions() > 0 && TestLanguage.inFolder(path));
    }

    /// How many assertions a test has that something can fail.
    int assertions(String test) {
        var span = tests.getOrDefault(test, NOWHERE);
        return assertions.within(span.body(), span.to()) - hollow.within(span.body(), span.to());
    }

    int assertions() {
        return assertions.all() - hollow.all();
    }

    int skips() {
        return Places.of(language.skip, text.code(), text).all();
    }

    /// How many conditions keep tests from running, those of the tests named left out.
    int conditions(Collection<String> without) {
        var inside =
                without.stream()
                        .map(test -> tests.getOrDefault(test, NOWHERE))
                        .mapToInt(span -> conditions.within(span.from(), span.to()))
                        .sum();
        return conditions.all() - inside;
    }

    int earlyReturns(String test) {
        var span = tests.getOrDefault(test, NOWHERE);
        return returns.within(span.body(), span.to());
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

    /// Where in a file something stands, strings left out; found once, counted often.
    private record Places(IntBuffer sorted) {
        static Places of(Pattern pattern, String where, SourceText text) {
            return new Places(
                    IntBuffer.wrap(
                                    pattern.matcher(where)
                                            .results()
                                            .mapToInt(MatchResult::start)
                                            .filter(at -> text.isCode(at))
                                            .toArray())
                            .asReadOnlyBuffer());
        }

        int all() {
            return sorted.limit();
        }

        int within(int from, int to) {
            return Math.max(0, before(to) - before(from));
        }

        private int before(int position) {
            var low = 0;
            for (var high = all(); low < high; ) {
                var middle = (low + high) >>> 1;
                if (sorted.get(middle) < position) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
