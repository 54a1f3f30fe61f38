package ai.avyay.gates;

import ai.avyay.engine.Exit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that is known of one run of a check, read from what the engine kept of it.
///
/// @param logTail the end of what it printed
/// @param reports its report files by path, read
record Evidence(Exit exit, String logTail, Map<String, Report> reports) {
    Evidence {
        reports = Map.copyOf(reports);
    }

    /// The test results of all files together; empty if none of them has any.
    Optional<Report.Tests> tests() {
        var results =
                all(Report.Tests.class).stream()
                        .flatMap(tests -> tests.results().values().stream())
                        .toList();
        return results.isEmpty() ? Optional.empty() : Optional.of(Report.Tests.of(results));
    }

    Optional<Report.Coverage> coverage() {
        return all(Report.Coverage.class).stream().reduce(Report.Coverage::plus);
    }

    Optional<Report.Scan> scan() {
        var scans = all(Report.Scan.class);
        return scans.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Report.Scan(
                                scans.stream().flatMap(scan -> scan.alerts().stream()).toList()));
    }

    /// Whether it ran to its own end, so that what it did not report did not happen.
    boolean ended() {
        return exit instanceof Exit.Exited;
    }

    private <T extends Report> List<T> all(Class<T> kind) {
        return reports.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
