package ai.avyay.nodes.ssh;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.NodeException;
import ai.avyay.nodes.EngineGit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Sends a machine the commit that a workspace begins at, without what it has already.
record BaseTransfer(Machine machine) {

    /// Has the machine's cache hold `base` with all that it leads to.
    ///
    /// @param there bases that the cache says it holds
    void send(CommitId base, Set<String> there) throws InterruptedException {
        if (there.contains(base.value())) {
            return;
        }
        try {
            var wanted = new ArrayList<>(List.of(base.value()));
            known(there).forEach(commit -> wanted.add("^" + commit));
            send(base, String.join("\n", wanted) + "\n");
        } catch (IOException e) {
            throw new NodeException(
                    "%s: git could not read %s: %s"
                            .formatted(machine.name(), hub(), e.getMessage()),
                    e);
        }
    }

    private void send(CommitId base, String wanted) throws IOException, InterruptedException {
        var pack = git("pack-objects", "-q", "--revs", "--thin", "--delta-base-offset", "--stdout");
        try (var said = pack.getErrorStream()) {
            try (var list = pack.getOutputStream()) {
                list.write(wanted.getBytes(StandardCharsets.US_ASCII));
            }
            machine.call(
                    Scripts.RECEIVE,
                    List.of(machine.repository(), base.value()),
                    stream -> pack.getInputStream().transferTo(stream),
                    Machine.LONG);
            if (pack.waitFor() != 0) {
                throw new IOException(
                        new String(said.readAllBytes(), StandardCharsets.UTF_8).strip());
            }
        } finally {
            pack.destroyForcibly();
        }
    }

    /// Those of `commits` that our hub has too.
    private Set<String> known(Set<String> commits) throws IOException, InterruptedException {
        if (commits.isEmpty()) {
            return Set.of();
        }
        var check = git("cat-file", "--batch-check=%(objectname) %(objecttype)");
        try {
            try (var list = check.outputWriter(StandardCharsets.US_ASCII)) {
                list.write(String.join("\n", commits) + "\n");
            }
            try (var lines = check.inputReader(StandardCharsets.US_ASCII)) {
                return lines.lines()
                        .filter(line -> line.endsWith(" commit"))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .collect(Collectors.toCollection(TreeSet::new));
            }
        } finally {
            check.destroyForcibly().waitFor();
        }
    }

    private Process git(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(EngineGit.SETTINGS);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(hub().toFile());
        var path = Optional.ofNullable(builder.environment().get("PATH"));
        builder.environment().clear();
        builder.environment().putAll(EngineGit.environment(hub().toString()));
        builder.environment().putAll(Map.of("GIT_DIR", hub().toString()));
        path.ifPresent(value -> builder.environment().put("PATH", value));
        return builder.start();
    }

    private Path hub() {
        return machine.hub().location();
    }
}
