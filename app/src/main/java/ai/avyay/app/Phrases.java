package ai.avyay.app;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How numbers and texts are put so that they fit on a screen.
public final class Phrases {
    private static final int COMMIT = 10;
    private static final int CONTROL = 0x20;
    private static final int DELETE = 0x7f;
    private static final int LAST_CONTROL = 0x9f;

    private Phrases() {}

    /// A length of time in at most two units: `45s`, `12m`, `1h05m`, `3d04h`.
    public static String duration(Duration length) {
        var rounded = length.isNegative() ? Duration.ZERO : length;
        if (rounded.toDays() > 0) {
            return "%dd%02dh".formatted(rounded.toDays(), rounded.toHoursPart());
        }
        if (rounded.toHours() > 0) {
            return "%dh%02dm".formatted(rounded.toHours(), rounded.toMinutesPart());
        }
        return rounded.toMinutes() > 0 ? rounded.toMinutes() + "m" : rounded.toSecondsPart() + "s";
    }

    /// An amount of money: `$0.42`, and four digits where two would say nothing.
    public static String dollars(BigDecimal amount) {
        var digits = amount.signum() != 0 && amount.compareTo(new BigDecimal("0.01")) < 0 ? 4 : 2;
        return String.format(
                Locale.ROOT, "$%s", amount.setScale(digits, RoundingMode.HALF_UP).toPlainString());
    }

    /// `text` on one line, with nothing in it that a terminal would obey, at most `width` wide.
    public static String fit(String text, int width) {
        var plain = new StringBuilder();
        text.codePoints().forEach(point -> plain.appendCodePoint(harmless(point) ? point : ' '));
        var points = plain.codePoints().toArray();
        if (points.length <= width) {
            return plain.toString();
        }
        return width < 1 ? "" : new String(points, 0, width - 1) + "…";
    }

    /// `text` made harmless, line by line.
    public static List<String> lines(String text) {
        return text.lines().map(line -> fit(line, Integer.MAX_VALUE)).toList();
    }

    private static boolean harmless(int point) {
        return point >= CONTROL && (point < DELETE || point > LAST_CONTROL) && !turnsText(point);
    }

    /// Marks that change the direction of the text after them.
    private static boolean turnsText(int point) {
        return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    }

    /// `text` filled up with spaces to `width`.
    public static String pad(String text, int width) {
        var missing = width - (int) text.codePoints().count();
        return missing <= 0 ? text : text + " ".repeat(missing);
    }

    /// The short name of a commit.
    public static String commit(String name) {
        return name.substring(0, Math.min(COMMIT, name.length()));
    }

    /// `1 task`, `2 tasks`.
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
