package ai.avyay.app.cli;

import ai.avyay.app.Ink;
import ai.avyay.app.Situation;
import ai.avyay.app.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;

/// Runs the usual commands once in a scratch repository, so that the JVM can keep what it learned
/// for a quick start. The launcher calls it after a build.
public final class Rehearsal {
    private static final List<List<String>> SCRIPT =
            List.of(
                    List.of("init"),
                    List.of("add", "--title", "A rehearsal", "--instructions", "true"),
                    List.of("list"),
                    List.of("list", "--all"),
                    List.of("list", "--json"),
                    List.of("ready"),
                    List.of("show", "a-rehearsal"),
                    List.of("why", "a-rehearsal"),
                    List.of("log"),
                    List.of("watch"),
                    List.of("pause"),
                    List.of("resume"),
                    List.of("abandon", "a-rehearsal"),
                    List.of("show", "nothing"),
                    List.of("--help"));

    private Rehearsal() {}

    /// Rehearses in the scratch repository that is the one argument.
    public static void main(String[] arguments) {
        var silence =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var folder = Path.of(arguments[0]).toAbsolutePath();
        var environment = new HashMap<>(System.getenv());
        environment.put("HOME", folder.toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
        var situation =
                new Situation(
                        folder,
                        environment,
                        new Terminal(silence, silence, Ink.PLAIN, Terminal.USUAL_WIDTH, false),
                        InstantSource.system(),
                        ZoneId.systemDefault());
        for (var command : SCRIPT) {
            Avyay.run(situation, command.toArray(String[]::new));
        }
    }
}
