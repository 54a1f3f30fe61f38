package ai.avyay.gates;

import ai.avyay.engine.Execution;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A command that the engine runs on a commit, and how its outcome becomes a score.
///
/// @param run the command, for a POSIX shell
/// @param reports globs of the reports it writes; empty: the usual places of test reports, none of
///   which must exist
/// @param protects globs of files that decide what the check means; empty: those of the usual build
///   tools
public record Check(
        String name,
        String run,
        Standing standing,
        Optional<List<String>> reports,
        Conditions conditions,
        Optional<List<String>> protects) {

    public Check {
        reports = reports.map(List::copyOf);
        protects = protects.map(List::copyOf);
        if (run.isBlank()) {
            throw new IllegalArgumentException(
                    "check '" + name + "' runs nothing: give it a command under `run`");
        }
    }

    /// What the check counts for.
    ///
    /// @param weight its share in the task's score, 0 or more
    /// @param required whether work is refused that does not pass it
    public record Standing(int weight, boolean required) {
        public static final Standing DEFAULT = new Standing(1, false);

        public Standing {
            if (weight < 0) {
                throw new IllegalArgumentException("weight must be 0 or more: " + weight);
            }
        }
    }

    /// What the check needs to run.
    ///
    /// @param caches names of caches that it sees; what it writes to them is thrown away
    public record Conditions(
            List<String> capabilities,
            Execution.Network network,
            List<String> caches,
            Duration timeout) {
        public static final Conditions DEFAULT =
                new Conditions(
                        List.of(), Execution.Network.NONE, List.of(), Duration.ofMinutes(30));

        public Conditions {
            capabilities = List.copyOf(capabilities);
            caches = List.copyOf(caches);
            if (!timeout.isPositive()) {
                throw new IllegalArgumentException("timeout must be positive: " + timeout);
            }
        }
    }

    /// A check of which no more is said than its command.
    public static Check of(String name, String run) {
        return new Check(
                name,
                run,
                Standing.DEFAULT,
                Optional.empty(),
                Conditions.DEFAULT,
                Optional.empty());
    }

    public Check withStanding(int weight, boolean required) {
        return new Check(name, run, new Standing(weight, required), reports, conditions, protects);
    }

    public Check withReports(String... globs) {
        return new Check(name, run, standing, Optional.of(List.of(globs)), conditions, protects);
    }

    public Check withConditions(Conditions changed) {
        return new Check(name, run, standing, reports, changed, protects);
    }

    public Check withProtects(String... globs) {
        return new Check(name, run, standing, reports, conditions, Optional.of(List.of(globs)));
    }

    /// A hash of all that is said here, and of what its caches hold.
    ///
    /// @param layers what its caches are at the moment
    String key(List<Execution.Layer> layers) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts(layers)) {
                // The length keeps two texts from running together.
                digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private List<String> parts(List<Execution.Layer> layers) {
        var parts = new ArrayList<>(List.of(name, run, standing.toString()));
        add(parts, reports.orElse(List.of("usual")));
        add(parts, conditions.capabilities());
        parts.add(conditions.network().name());
        add(parts, layers.stream().map(Execution.Layer::toString).toList());
        parts.add(conditions.timeout().toString());
        add(parts, protects.orElse(List.of("usual")));
        return parts;
    }

    private static void add(List<String> parts, List<String> more) {
        parts.add(String.valueOf(more.size()));
        parts.addAll(more);
    }

    /// Whether its test results are held against those of the base.
    boolean compares() {
        return reports.map(globs -> !globs.isEmpty()).orElse(true);
    }
}
