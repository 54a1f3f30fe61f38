package ai.avyay.gates;

import ai.avyay.gates.TestResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/// Test results in the XML that JUnit's first Ant task wrote, and every test runner since.
final class JUnitXml {
    static final Set<String> ROOTS = Set.of("testsuites", "testsuite");
    static final int MOST_TESTS = 200_000;
    private static final Set<String> NOT_RUN = Set.of("skipped", "disabled", "notrun", "ignored");
    private static final Pattern TELLING =
            Pattern.compile(
                    "[\\w./$-]{1,200}\\.(?:py|go|rb|rs|[cm]?[jt]sx?|java|kt|kts)\\b.{0,80}");
    private static final Pattern FOREIGN_FRAME =
            Pattern.compile(
                    "^at (?:app//)?(?:java|jdk|sun|org\\.junit|org\\.assertj|org\\.opentest4j"
                            + "|org\\.hamcrest|org\\.apache\\.maven|net\\.jqwik|kotlin|groovy)[./].*"
                            + "|.*(?:node_modules|node:internal|site-packages).*");

    private final SafeXml xml;
    private final List<TestResult> results = new ArrayList<>();

    private JUnitXml(SafeXml xml) {
        this.xml = xml;
    }

    /// Reads on from a root that has just started.
    static Report read(SafeXml xml) throws XMLStreamException {
        var junit = new JUnitXml(xml);
        junit.suite(xml.attribute("name"));
        return Report.Tests.of(junit.results);
    }

    private void suite(String name) throws XMLStreamException {
        var inside = xml.depth();
        for (var child = xml.next(inside); child.isPresent(); child = xml.next(inside)) {
            switch (child.get()) {
                case "testsuite" -> suite(xml.attribute("name"));
                case "testcase" -> testcase(name);
                default -> xml.text();
            }
        }
    }

    private void testcase(String suite) throws XMLStreamException {
        if (results.size() == MOST_TESTS) {
            throw new XMLStreamException("more than " + MOST_TESTS + " tests in one file");
        }
        var group = xml.attribute("classname").isEmpty() ? suite : xml.attribute("classname");
        var name = xml.attribute("name");
        var file = Optional.of(xml.attribute("file")).filter(text -> !text.isEmpty());
        var notRun = NOT_RUN.contains(xml.attribute("status"));
        var outcome = notRun ? Outcome.SKIPPED : Outcome.PASSED;
        var message = "";
        var inside = xml.depth();
        for (var child = xml.next(inside); child.isPresent(); child = xml.next(inside)) {
            switch (child.get()) {
                case "failure", "error" -> {
                    outcome = Outcome.FAILED;
                    message = message.isEmpty() ? failure(group) : message;
                }
                case "skipped" -> {
                    outcome = outcome == Outcome.FAILED ? outcome : Outcome.SKIPPED;
                    xml.text();
                }
                default -> xml.text();
            }
        }
        results.add(new TestResult(group, name, file, outcome, message));
    }

    private String failure(String group) throws XMLStreamException {
        var said = xml.attribute("message");
        var type = xml.attribute("type");
        var stack = xml.text();
        var first = stack.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
        var what = said.isBlank() ? first.orElse(type) : said;
        return Plain.line(what, 200)
                + where(stack, group).map(line -> " (" + line + ")").orElse("");
    }

    /// The first line of a stack that is neither the language's nor a test framework's.
    private static Optional<String> where(String stack, String group) {
        var frames =
                stack.lines()
                        .map(String::strip)
                        .filter(line -> line.length() < 1_000 && TELLING.matcher(line).find())
                        .filter(line -> !FOREIGN_FRAME.matcher(line).matches())
                        .limit(200)
                        .toList();
        return frames.stream()
                .filter(line -> !group.isEmpty() && line.contains(group))
                .findFirst()
                .or(() -> frames.stream().findFirst())
                .map(line -> Plain.line(line.replaceFirst("^at ", ""), 120));
    }
}
