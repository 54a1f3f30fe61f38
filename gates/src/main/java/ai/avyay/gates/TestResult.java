package ai.avyay.gates;

import java.util.Optional;
import java.util.regex.Pattern;

/// What came of one test.
///
/// @param group its class, module or package, as the report calls it
/// @param file where it is written, if the report says so
/// @param message why it failed, and the first telling line of its stack
record TestResult(
        String group, String name, Optional<String> file, Outcome outcome, String message) {

    /// From best to worst.
    enum Outcome {
        PASSED,
        SKIPPED,
        FAILED
    }

    private static final Pattern VARYING =
            Pattern.compile(
                    "@[0-9a-f]{4,16}\\b|\\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b|/tmp/\\S*");

    /// Its name without what differs from run to run, such as an object's hash.
    String key() {
        var full = group.isEmpty() ? name : group + "#" + name;
        return VARYING.matcher(full).replaceAll("*");
    }

    TestResult worse(TestResult other) {
        return other.outcome.compareTo(outcome) > 0 ? other : this;
    }

    boolean passed() {
        return outcome == Outcome.PASSED;
    }

    boolean failed() {
        return outcome == Outcome.FAILED;
    }

    /// The class without its package and without the classes inside it.
    String simpleGroup() {
        var outer = group.contains("$") ? group.substring(0, group.indexOf('$')) : group;
        return outer.substring(outer.lastIndexOf('.') + 1);
    }

    /// For people: `FooTest#adds`.
    String shown() {
        return Plain.line(group.isEmpty() ? name : simpleGroup() + "#" + name, 160);
    }
}
