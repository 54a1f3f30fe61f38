package ai.avyay.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Runs POSIX shell scripts, for the alternatives that the benches stand beside.
final class Shell {
    /// A repository with 300 files and 31 commits: `source`, and a bare clone of it, `hub.git`.
    static final String SAMPLE =
            """
            set -e
            git init -q -b main "$1/source"; cd "$1/source"
            git config user.name bench; git config user.email bench@bench.invalid
            for f in $(seq 300); do mkdir -p d$((f % 20)); seq $f $((f + 100)) > d$((f % 20))/f$f; done
            printf 'test -s d1/f1 && cat d*/* | sort -n | uniq -c | tail -n 1\\n' > check.sh
            printf 'nodes:\\n  local: { slots: 1, capabilities: [shell] }\\nagents:\\n  default: shell\\n' > avyay.yaml
            printf 'checks:\\n  works: { run: "sh check.sh", required: true }\\n' >> avyay.yaml
            git add -A; git commit -qm first
            for c in $(seq 30); do echo $c >> d1/f1; git commit -qam $c; done
            git clone -q --bare . "$1/hub.git"
            """;

    private Shell() {}

    /// What `script` printed; it is given `arguments` as `$1`, `$2` and so on.
    static String run(String script, Object... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = process.getInputStream().readAllBytes();
        var said = new String(output, StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    /// Removes a scratch folder and all that is in it; links are not followed.
    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Where results go.
    static PrintStream output() {
        return new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }
}
