package ai.avyay.nodes.ssh;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.CollectOrder;
import ai.avyay.engine.Execution.Network;
import ai.avyay.engine.NodeAwayException;
import ai.avyay.engine.NodeException;
import ai.avyay.nodes.BubblewrapArguments;
import ai.avyay.nodes.CloneConfiguration;
import ai.avyay.nodes.Enclosure;
import ai.avyay.nodes.Mount;
import ai.avyay.nodes.SyntheticFiles;
import ai.avyay.nodes.WorkStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Brings the work that lies in a workspace on a node into the hub.
///
/// What the node hands out is as hostile as what a workspace here does. On the node, too, git runs
/// in the sandbox, where there is one, with a git directory that no program of the attempt could
/// write.
record RemoteCollection(Machine machine, Place place) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    CommitId collect(CollectOrder order) throws InterruptedException {
        var facts = machine.facts();
        var orders = new Orders();
        orders.put("\"$git/config\"", CloneConfiguration.of(order.start()));
        orders.put("\"$files/launch\"", launch(facts, order));
        try (var process = machine.ssh().start(Scripts.COLLECT.text(), List.of(place.path()))) {
            process.give(orders.input());
            return take(order, process);
        }
    }

    private CommitId take(CollectOrder order, RemoteProcess process) throws InterruptedException {
        try {
            var commit =
                    WorkStream.accept(
                            machine.hub(), order, process.output(), machine.limits().resultBytes());
            var reply = process.end(PATIENCE);
            if (!reply.isGood()) {
                throw refused(reply.errors());
            }
            return commit;
        } catch (NodeAwayException away) {
            throw away;
        } catch (NodeException | IOException e) {
            // What was cut off looks like something malformed; the end of the connection tells.
            drain(process.output());
            throw explained(e, process.end(PATIENCE).errors());
        }
    }

    private static void drain(InputStream output) {
        try {
            output.transferTo(OutputStream.nullOutputStream());
        } catch (IOException cut) {
            // Then there is no more.
        }
    }

    private NodeException explained(Exception cause, String said) {
        if (said.isBlank() && cause instanceof NodeException e) {
            return e;
        }
        if (said.contains("No space left on device")) {
            return machine.failure(said);
        }
        return new NodeException(cause.getMessage() + ": " + said.strip(), cause);
    }

    private NodeException refused(String said) {
        return new NodeException("refused: git could not read the workspace: " + said.strip());
    }

    private static String launch(RemoteFacts facts, CollectOrder order) {
        var remaps = facts.remaps();
        var tree = remaps ? "/avyay/workspace" : Words.PLACE + "/tree";
        var git = remaps ? "/avyay/git" : Words.PLACE + "/run/git";
        var environment = new TreeMap<>(WorkStream.environment(git, tree));
        var lines = new ArrayList<>(List.of("place=$1 run=$2 home=$3"));
        environment.forEach(
                (name, value) -> lines.add("export " + name + "=" + Words.filled(value)));
        if (!remaps) {
            // Where git was put there by hand, the usual places do not do.
            lines.add("export PATH=\"$PATH:/opt/homebrew/bin:/usr/local/bin\"");
        }
        lines.add("cd \"$place/tree\" || exit 1");
        lines.add("set --");
        for (var path : order.deliverables()) {
            lines.add(present(path));
        }
        lines.add(
                "exec %s /bin/sh -c %s sh %s %s \"$@\""
                        .formatted(
                                remaps ? Words.filled(bubblewrap(facts, tree, git)) : "",
                                Words.plain(WorkStream.SCRIPT),
                                Words.plain(order.start().value()),
                                Words.plain(order.message())));
        return String.join("\n", lines) + "\n";
    }

    /// Adds a deliverable to the arguments, if it exists and no link leads to it.
    private static String present(String path) {
        var normal = Path.of(path).normalize();
        if (normal.isAbsolute() || normal.startsWith("..") || normal.toString().isEmpty()) {
            return ":";
        }
        var tests = new ArrayList<String>();
        for (var above = normal.getParent(); above != null; above = above.getParent()) {
            tests.add("[ ! -h " + Words.plain("./" + above) + " ]");
        }
        var file = Words.plain("./" + normal);
        tests.add("{ [ -e %s ] || [ -h %s ]; }".formatted(file, file));
        tests.add("set -- \"$@\" " + Words.plain(normal.toString()));
        return "! { " + String.join(" && ", tests) + "; } || :";
    }

    private static List<String> bubblewrap(RemoteFacts facts, String tree, String git) {
        var mounts = new ArrayList<Mount>();
        mounts.addAll(SyntheticFiles.mounts(Path.of(Words.PLACE, "run", "etc"), Network.NONE));
        mounts.add(Mount.readable(Path.of(Words.PLACE, "tree"), tree));
        mounts.add(Mount.writable(Path.of(Words.PLACE, "run", "git"), git));
        var enclosure = new Enclosure(List.of(), mounts, Network.NONE, tree, java.util.Map.of());
        var words = new ArrayList<>(List.of("bwrap"));
        words.addAll(new BubblewrapArguments(facts.folders(), Optional.empty()).of(enclosure));
        return words;
    }
}
