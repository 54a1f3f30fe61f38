package ai.avyay.gates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// What a change does to the tests themselves: removed, skipped, or asserting less than before.
final class TestGuard {
    private static final int LONGEST = 128 << 10;

    private final TestPermission permission;
    private final List<String> objections = new ArrayList<>();
    private final List<String> reviewReasons = new ArrayList<>();

    private TestGuard(TestPermission permission) {
        this.permission = permission;
    }

    static Notes look(List<ChangedFile> files, TestPermission permission) {
        var guard = new TestGuard(permission);
        files.forEach(guard::look);
        return new Notes(guard.objections, guard.reviewReasons);
    }

    private void look(ChangedFile file) {
        if (permission.permitsFile(file.oldPath())) {
            return;
        }
        var before = source(file.oldPath(), file.before());
        var after = source(file.path(), file.after());
        var wasTest =
                before.map(test -> test.testsAnything(file.oldPath()))
                        .orElse(TestLanguage.named(file.oldPath()));
        if (!file.added() && wasTest && (file.deleted() || file.renamed())) {
            objections.add(gone(file));
        } else if (!file.added() && wasTest && (before.isEmpty() || after.isEmpty())) {
            reviewReasons.add(file.path() + " is a test and too long to be compared");
        } else if (after.isPresent() && before.isEmpty()) {
            skips(file, 0, after.get());
        } else if (after.isPresent() && before.isPresent() && wasTest) {
            compare(file, before.get(), after.get());
        }
    }

    private static String gone(ChangedFile file) {
        return file.deleted()
                ? "the test " + file.path() + " was deleted"
                : "the test " + file.oldPath() + " was renamed to " + file.path();
    }

    private static Optional<TestSource> source(String path, ChangedFile.Content content) {
        return content instanceof ChangedFile.Content.Text(var text) && text.length() <= LONGEST
                ? TestLanguage.of(path).map(language -> TestSource.of(text, language))
                : Optional.empty();
    }

    private void skips(ChangedFile file, int before, TestSource after) {
        if (after.skips() > before) {
            objections.add(
                    file.path()
                            + " has "
                            + times(after.skips() - before, "test")
                            + " newly disabled or skipped");
        }
    }

    private void compare(ChangedFile file, TestSource before, TestSource after) {
        skips(file, before.skips(), after);
        conditions(file, before, after);
        removed(file, before, after);
        assertions(file, before, after);
        reasons(file, before, after);
    }

    private void conditions(ChangedFile file, TestSource before, TestSource after) {
        var fresh = after.tests().keySet().stream().filter(t -> !before.tests().containsKey(t));
        if (after.conditions(fresh.toList()) > before.conditions(List.of())
                && after.skips() <= before.skips()) {
            objections.add(file.path() + " has a new condition under which its tests are skipped");
        }
    }

    private void removed(ChangedFile file, TestSource before, TestSource after) {
        var gone =
                before.tests().keySet().stream()
                        .filter(test -> !after.tests().containsKey(test))
                        .filter(test -> !permission.permits(file.path(), test))
                        .toList();
        if (!gone.isEmpty()) {
            objections.add(file.path() + " no longer has " + Plain.list(gone, 5));
        }
    }

    private void assertions(ChangedFile file, TestSource before, TestSource after) {
        var weaker =
                before.tests().keySet().stream()
                        .filter(after.tests()::containsKey)
                        .filter(test -> !permission.permits(file.path(), test))
                        .filter(test -> after.assertions(test) < before.assertions(test))
                        .toList();
        for (var test : weaker.subList(0, Math.min(5, weaker.size()))) {
            objections.add(
                    "%s: %s had %s and has %d"
                            .formatted(
                                    file.path(),
                                    test,
                                    times(before.assertions(test), "assertion"),
                                    after.assertions(test)));
        }
        var permitted =
                before.tests().keySet().stream()
                        .anyMatch(test -> permission.permits(file.path(), test));
        if (weaker.isEmpty() && !permitted && after.assertions() < before.assertions()) {
            objections.add(
                    "%s had %s and has %d"
                            .formatted(
                                    file.path(),
                                    times(before.assertions(), "assertion"),
                                    after.assertions()));
        }
    }

    private void reasons(ChangedFile file, TestSource before, TestSource after) {
        var left = new HashMap<String, Integer>();
        after.statements().forEach(statement -> left.merge(squeezed(statement), 1, Integer::sum));
        var changed =
                before.statements().stream()
                        .filter(statement -> left.merge(squeezed(statement), -1, Integer::sum) < 0)
                        .findFirst();
        changed.ifPresent(statement ->
                reviewReasons.add(file.path() + " changes what a test asserts: " + statement));
        before.tests().keySet().stream()
                .filter(test -> after.earlyReturns(test) > before.earlyReturns(test))
                .filter(after.tests()::containsKey)
                .findFirst()
                .ifPresent(
                        test -> reviewReasons.add(file.path() + ": " + test + " may return early"));
    }

    /// Where lines are broken makes no other assertion.
    private static String squeezed(String statement) {
        return statement.replace(" ", "");
    }

    private static String times(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
