package ai.avyay.nodes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A shell that waits, in its control group already, to become a program.
///
/// Entering a control group takes the kernel about ten milliseconds, in which a workspace can be
/// cloned. The shell reads from the engine, so it ends with it. What it becomes is nowhere in its
/// arguments.
final class ReadyShell implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String WAIT =
            """
            test -z "$1" || echo $$ > "$1/cgroup.procs" || exit 126
            exec /bin/sh -s
            """;

    private final Process process;
    private final Optional<ControlGroups.Group> group;

    private ReadyShell(Process process, Optional<ControlGroups.Group> group) {
        this.process = process;
        this.group = group;
    }

    /// Starts a shell in `group`, which it owns.
    static ReadyShell start(Optional<ControlGroups.Group> group) throws IOException {
        var folder = group.map(of -> of.folder().toString()).orElse("");
        var builder = new ProcessBuilder("/bin/sh", "-c", WAIT, "sh", folder);
        builder.environment().clear();
        try {
            return new ReadyShell(builder.start(), group);
        } catch (IOException failed) {
            group.ifPresent(ControlGroups.Group::remove);
            throw failed;
        }
    }

    /// Has the shell become a program.
    ///
    /// @param merged whether errors are part of the output
    /// @throws IOException if no shell can start it
    void become(Enclosure.Start start, boolean merged) throws IOException {
        var lines = new ArrayList<String>();
        for (var variable : start.environment().entrySet()) {
            if (!NAME.matcher(variable.getKey()).matches()) {
                throw new IOException(
                        "'%s' is no name of an environment variable".formatted(variable.getKey()));
            }
            lines.add("export " + variable.getKey() + "=" + quoted(variable.getValue()));
        }
        lines.add("cd -- " + quoted(start.directory().toString()) + " || exit 126");
        var command =
                start.command().stream().map(ReadyShell::quoted).collect(Collectors.joining(" "));
        lines.add("exec " + command + (merged ? " 2>&1" : ""));
        var script = String.join("\n", lines) + "\n";
        if (script.indexOf('\0') >= 0) {
            throw new IOException("a NUL character cannot be given to a program");
        }
        var input = process.getOutputStream();
        input.write(script.getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    Process process() {
        return process;
    }

    /// Ends the shell, or whatever it has become, and removes the group if nothing is left in it.
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly().onExit().join();
        }
        group.ifPresent(ControlGroups.Group::remove);
    }
}
