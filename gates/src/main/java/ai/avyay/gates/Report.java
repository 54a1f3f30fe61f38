package ai.avyay.gates;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one report file says. Its format is told from its content, never from its name.
sealed interface Report {

    /// Results of tests by [TestResult#key()]; of several with one key, the worst.
    record Tests(SortedMap<String, TestResult> results) implements Report {
        public Tests {
            results = Collections.unmodifiableSortedMap(new TreeMap<>(results));
        }

        static Tests of(Iterable<TestResult> results) {
            var byKey = new TreeMap<String, TestResult>();
            results.forEach(result -> byKey.merge(result.key(), result, TestResult::worse));
            return new Tests(byKey);
        }
    }

    /// Lines that tests reached.
    record Coverage(long covered, long total) implements Report {
        int percent() {
            return total <= 0 ? 0 : Math.clamp(Math.floorDiv(covered * 100, total), 0, 100);
        }

        Coverage plus(Coverage other) {
            return new Coverage(covered + other.covered, total + other.total);
        }
    }

    /// What a scanner complains about.
    record Scan(List<Alert> alerts) implements Report {
        public Scan {
            alerts = List.copyOf(alerts);
        }
    }

    /// One complaint.
    ///
    /// @param mark the tool's own fingerprint, else the message
    record Alert(Level level, String rule, String path, String mark, String text) {
        enum Level {
            ERROR,
            WARNING,
            NOTE
        }

        /// What makes it the same complaint in another commit.
        List<String> identity() {
            return List.of(rule, path, mark);
        }
    }

    /// A file that should be a report and cannot be read as one.
    record Broken(String reason) implements Report {}

    /// A file of another kind.
    record Foreign() implements Report {}
}
