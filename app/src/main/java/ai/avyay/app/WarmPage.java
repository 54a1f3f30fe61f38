package ai.avyay.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What came of filling caches, for people and programs.
public final class WarmPage {
    private static final int SHOWN = 15;
    private static final int WIDEST = 400;

    private final List<Warming.Filled> filled;

    public WarmPage(List<Warming.Filled> filled) {
        this.filled = List.copyOf(filled);
    }

    /// 0 if every cache was filled.
    public int exitCode() {
        return filled.stream().allMatch(each -> each.failure().isEmpty())
                ? 0
                : CommandException.Kind.FAILED.exitCode();
    }

    /// What was filled, and on the error stream what was not and why.
    public void print(Terminal terminal) {
        for (var each : filled) {
            var name = each.cache().name();
            if (each.failure().isEmpty()) {
                terminal.print(
                        "%s: %s, %s, from %s in %s"
                                .formatted(
                                        name,
                                        Phrases.count(each.contents().files(), "file"),
                                        ByteCount.shown(each.contents().bytes()),
                                        each.commit().abbreviated(),
                                        Phrases.duration(each.took())));
            } else {
                tail(each.log()).forEach(line -> terminal.err().println("  " + line));
                terminal.complain(
                        "%s stays as it was: %s; its whole log is %s"
                                .formatted(name, each.failure().get(), each.log()));
            }
        }
    }

    private static List<String> tail(Path log) {
        try {
            var text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            var lines = text.lines().filter(line -> !line.isBlank()).toList();
            return lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()).stream()
                    .map(line -> Phrases.fit(line, WIDEST))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /// The same for programs.
    public String json() {
        var caches = new ArrayList<Map<String, Object>>();
        for (var each : filled) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("name", each.cache().name());
            fields.put("warmed", each.failure().isEmpty());
            each.failure().ifPresent(failure -> fields.put("failure", failure));
            fields.put("command", each.cache().filling().command());
            fields.put("commit", each.commit().value());
            fields.put("files", each.contents().files());
            fields.put("bytes", each.contents().bytes());
            fields.put("seconds", each.took().toMillis() / 1000.0);
            fields.put("log", each.log().toString());
            caches.add(fields);
        }
        return Json.pretty(Map.of("caches", caches));
    }
}
