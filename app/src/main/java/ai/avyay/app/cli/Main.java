package ai.avyay.app.cli;

import ai.avyay.app.Ink;
import ai.avyay.app.OwnGitConfiguration;
import ai.avyay.app.Situation;
import ai.avyay.app.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/// Where the process begins. The launcher says in `AVYAY_TERMINAL` how many columns the terminal
/// has, if there is one.
public final class Main {
    private static final String COLUMNS = "AVYAY_TERMINAL";

    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        OwnGitConfiguration.install(System.getenv());
        System.exit(Avyay.run(situation(System.getenv()), arguments));
    }

    private static Situation situation(Map<String, String> environment) {
        return new Situation(
                Path.of("").toAbsolutePath(),
                environment,
                terminal(environment),
                InstantSource.system(),
                ZoneId.systemDefault());
    }

    private static Terminal terminal(Map<String, String> environment) {
        var columns = environment.getOrDefault(COLUMNS, "");
        var interactive = columns.matches("[1-9][0-9]{0,4}");
        var dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        var colourless = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                interactive && !dumb && !colourless ? Ink.COLOURED : Ink.PLAIN,
                interactive ? Integer.parseInt(columns) : Terminal.USUAL_WIDTH,
                interactive && !dumb);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)),
                true,
                StandardCharsets.UTF_8);
    }
}
