package ai.avyay.gates;

/// Line coverage as `lcov`, c8, Istanbul and coverage.py write it.
final class Lcov {
    private Lcov() {}

    static boolean looksLike(String text) {
        return (text.startsWith("TN:") || text.startsWith("SF:")) && text.contains("end_of_record");
    }

    static Report read(String text) {
        var counted = new Report.Coverage(0, 0);
        var claimed = new Report.Coverage(0, 0);
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("DA:")) {
                var comma = line.indexOf(',');
                var hit = comma > 0 && number(line.substring(comma + 1).split(",", 2)[0]) > 0;
                counted = counted.plus(new Report.Coverage(hit ? 1 : 0, 1));
            } else if (line.startsWith("LF:")) {
                claimed = claimed.plus(new Report.Coverage(0, number(line.substring(3))));
            } else if (line.startsWith("LH:")) {
                claimed = claimed.plus(new Report.Coverage(number(line.substring(3)), 0));
            }
        }
        return counted.total() > 0 ? counted : claimed;
    }

    private static long number(String text) {
        try {
            return Math.clamp(Long.parseLong(text.strip()), 0, 1_000_000_000);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
