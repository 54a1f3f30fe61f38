package ai.avyay.app.cli;

import ai.avyay.app.Ink;
import ai.avyay.app.Situation;
import ai.avyay.app.Terminal;
import ai.avyay.testkit.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A conversation with a shell in a scratch repository.
///
/// `$ avyay …` and `$ git …` are run, `$ delete FILE` removes a file, `$ empty FILE` leaves nothing
/// in it, `$ cat > FILE` writes the lines up to `END`, a comment begins with `#`; everything else
/// is output and is replaced by what really came.
final class Transcript {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{10}\\b");
    private static final Pattern PROCESS = Pattern.compile("process \\d+");

    private final Path scratch;
    private final Path repository;
    private final ManualClock clock = new ManualClock(Instant.parse("2026-05-10T09:00:00Z"));
    private final StringBuilder played = new StringBuilder();

    Transcript(Path scratch) throws IOException {
        this.scratch = scratch.toRealPath();
        repository = Files.createDirectory(this.scratch.resolve("project"));
    }

    String play(String written) throws IOException, InterruptedException {
        var lines = written.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith("$ cat > ")) {
                var text = new ArrayList<String>();
                played.append(line).append('\n');
                while (!lines.get(++i).equals("END")) {
                    text.add(lines.get(i));
                    played.append(lines.get(i)).append('\n');
                }
                played.append("END\n");
                write(line.substring("$ cat > ".length()), String.join("\n", text) + "\n");
            } else if (line.startsWith("$ ")) {
                played.append(line).append('\n');
                run(words(line.substring(2)));
            } else if (line.startsWith("#") || (line.isEmpty() && nextIsInput(lines, i))) {
                played.append(line).append('\n');
            }
        }
        return played.toString();
    }

    private static boolean nextIsInput(List<String> lines, int i) {
        return i + 1 < lines.size()
                && (lines.get(i + 1).startsWith("$ ") || lines.get(i + 1).startsWith("#"));
    }

    private void write(String name, String text) throws IOException {
        var file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }

    private void run(List<String> words) throws IOException, InterruptedException {
        var arguments = words.subList(1, words.size());
        switch (words.getFirst()) {
            case "avyay" -> avyay(repository, arguments);
            case "outside" -> avyay(scratch, arguments);
            case "git" -> git(arguments);
            case "empty" -> Files.write(repository.resolve(arguments.getFirst()), new byte[0]);
            case "delete" -> Files.delete(repository.resolve(arguments.getFirst()));
            default -> throw new IllegalArgumentException("no such program here: " + words);
        }
    }

    private void avyay(Path folder, List<String> arguments) {
        var said = new ByteArrayOutputStream();
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        var situation =
                new Situation(
                        folder,
                        environment(),
                        new Terminal(stream, stream, Ink.PLAIN, 100, false),
                        clock,
                        ZoneOffset.UTC);
        var code = Avyay.run(situation, arguments.toArray(String[]::new));
        played.append(settled(said.toString(StandardCharsets.UTF_8)));
        if (code != 0) {
            played.append("[exit ").append(code).append("]\n");
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "HOME", scratch.resolve("home").toString(),
                "XDG_CACHE_HOME", scratch.resolve("cache").toString(),
                "XDG_RUNTIME_DIR", scratch.resolve("run").toString(),
                "USER", "tester",
                "PATH", "/usr/bin:/bin");
    }

    /// What was said, without what differs from run to run.
    private String settled(String said) {
        var plain =
                said.replace(repository.toString(), "PROJECT")
                        .replace(scratch.toString(), "SCRATCH");
        return PROCESS.matcher(HASH.matcher(plain).replaceAll("COMMIT")).replaceAll("process N");
    }

    private void git(List<String> arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                "git",
                                "-c",
                                "user.name=T",
                                "-c",
                                "user.email=t@localhost",
                                "-c",
                                "init.defaultBranch=main"));
        command.addAll(arguments);
        var process =
                new ProcessBuilder(command)
                        .directory(repository.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(command + ": " + said);
        }
        if (arguments.getFirst().matches("log|show|status|diff")) {
            played.append(settled(said));
        }
    }
}
