package ai.avyay.gates;

import ai.avyay.gates.Report.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a scanner complains about now and did not on the base, worst first.
record NewAlerts(List<Alert> alerts) {
    private static final int PER_ERROR = 10;
    private static final int PER_WARNING = 3;

    NewAlerts {
        alerts = List.copyOf(alerts);
    }

    static NewAlerts of(
            Optional<Report.Scan> now, Optional<Report.Scan> base, UnaryOperator<String> relative) {
        var known = new HashMap<List<String>, Integer>();
        for (var alert : base.map(Report.Scan::alerts).orElse(List.of())) {
            known.merge(placed(alert, relative).identity(), 1, Integer::sum);
        }
        var fresh = new ArrayList<Alert>();
        for (var alert : now.map(Report.Scan::alerts).orElse(List.of())) {
            if (!isKnown(known, placed(alert, relative).identity())) {
                fresh.add(alert);
            }
        }
        fresh.sort(Comparator.comparing(Alert::level).thenComparing(Alert::text));
        return new NewAlerts(fresh);
    }

    /// The base's complaint is used up: a second one of its kind is new.
    private static boolean isKnown(Map<List<String>, Integer> known, List<String> identity) {
        var left = known.getOrDefault(identity, 0);
        known.put(identity, Math.max(0, left - 1));
        return left > 0;
    }

    private static Alert placed(Alert alert, UnaryOperator<String> relative) {
        return new Alert(
                alert.level(),
                alert.rule(),
                relative.apply(alert.path()),
                alert.mark(),
                alert.text());
    }

    int score() {
        var errors = count(Alert.Level.ERROR);
        var warnings = count(Alert.Level.WARNING);
        return (int) Math.max(0, 100 - PER_ERROR * errors - PER_WARNING * warnings);
    }

    private long count(Alert.Level level) {
        return alerts.stream().filter(alert -> alert.level() == level).count();
    }
}
