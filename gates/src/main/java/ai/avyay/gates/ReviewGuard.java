package ai.avyay.gates;

import ai.avyay.gates.ChangedFile.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Why a person must look at a change, whatever the type of its task says.
final class ReviewGuard {
    private final GatePolicy policy;
    private final Map<String, Check> checks;
    private final Set<String> known;

    /// @param known all paths of the base: a check protects the scripts that it runs
    ReviewGuard(GatePolicy policy, Map<String, Check> checks, Collection<String> known) {
        this.policy = policy;
        this.checks = checks;
        this.known = Set.copyOf(known);
    }

    List<String> reasons(List<ChangedFile> files) {
        var reasons = new ArrayList<String>();
        var executing = Globs.ofAnyCase(policy.selfExecuting());
        note(reasons, "tools execute this by themselves", files, executing::matchAnyCase);
        var reviewed = Globs.of(policy.reviewed());
        note(reasons, "avyay.yaml wants this reviewed", files, reviewed::match);
        checks.values().stream()
                .map(check -> new Named(check.name(), protects(check)))
                .sorted(Comparator.comparing(Named::check))
                .forEach(named ->
                        note(
                                reasons,
                                "decides what the check " + named.check() + " means",
                                files,
                                named.globs()::match));
        note(reasons, "too large to be looked through", Content.Unread.class, files);
        note(
                reasons,
                "named in another encoding than UTF-8, so not looked through",
                Content.Unnamed.class,
                files);
        return reasons;
    }

    private record Named(String check, Globs globs) {}

    private Globs protects(Check check) {
        var patterns = new ArrayList<>(check.protects().orElse(policy.protects()));
        if (check.protects().isEmpty()) {
            patterns.addAll(scripts(check.run()));
        }
        return Globs.of(patterns);
    }

    private List<String> scripts(String command) {
        return Arrays.stream(command.split("[\\s;&|()<>\"'`$={}]+", -1))
                .map(word -> word.startsWith("./") ? word.substring(2) : word)
                .filter(known::contains)
                .toList();
    }

    private static void note(
            List<String> reasons, String what, List<ChangedFile> files, Predicate<String> such) {
        var paths =
                files.stream()
                        .filter(file -> file.touches(such))
                        .map(file -> Plain.line(file.path(), 120))
                        .toList();
        if (!paths.isEmpty()) {
            reasons.add(what + ": " + Plain.list(paths, 5));
        }
    }

    private static void note(
            List<String> reasons,
            String what,
            Class<? extends Content> kind,
            List<ChangedFile> files) {
        var such = files.stream().filter(file -> kind.isInstance(file.after())).toList();
        note(reasons, what, such, _ -> true);
    }
}
