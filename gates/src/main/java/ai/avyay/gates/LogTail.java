package ai.avyay.gates;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/// The lines of a failed command's log that tell what to mend.
final class LogTail {
    private static final int MOST = 10;
    private static final Pattern PLACE =
            Pattern.compile(
                    "[\\w/.+-]+\\.\\w{1,6}[:\\[(]+\\d+[,:\\])].*(?i:error|expected|undefined|cannot|unknown|unused|missing|invalid|not ).*");
    private static final Pattern TROUBLE =
            Pattern.compile(
                    "(?i)\\berror\\b.*|.*\\b(?:FAIL(?:ED|URE)?|Exception|panic:|fatal|Traceback)\\b.*"
                            + "|.*(?:not found|No such file|cannot find|permission denied).*"
                            + "|not ok .*|E  .*");
    private static final Pattern NOISE =
            Pattern.compile(
                    "(?:\\[ERROR\\]\\s*)?(?:To see the full stack trace.*|Re-run Maven.*|\\[Help 1\\].*"
                            + "|For more information about the errors.*|-> \\[Help 1\\]"
                            + "|After correcting the problems.*|mvn <args>.*|npm ERR! A complete log.*"
                            + "|\\* Try:|> Run with --.*|> Get more help.*)?");

    private LogTail() {}

    static List<String> findings(String log) {
        var lines =
                log.lines()
                        .map(Plain::line)
                        .filter(line -> !NOISE.matcher(line).matches())
                        .toList();
        var best = new LinkedHashSet<String>();
        lines.stream().filter(line -> PLACE.matcher(line).find()).limit(MOST).forEach(best::add);
        lines.stream().filter(LogTail::troubled).limit(MOST).forEach(best::add);
        if (best.isEmpty()) {
            best.addAll(lines.subList(Math.max(0, lines.size() - MOST), lines.size()));
        }
        return best.stream().limit(MOST).toList();
    }

    private static boolean troubled(String line) {
        return TROUBLE.matcher(line).matches()
                || line.startsWith("[ERROR]")
                || line.startsWith("npm ERR!");
    }
}
