package ai.avyay.nodes;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.CollectOrder;
import ai.avyay.engine.Execution.Network;
import ai.avyay.engine.Hub;
import ai.avyay.engine.NodeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Brings the work that lies in a workspace into the hub.
///
/// All git in it runs inside a sandbox that sees the workspace, read-only, and neither network nor
/// hub: whatever the workspace's configuration, attributes or objects make it do, it can only spoil
/// the stream of bytes that it hands out, and those the hub takes as hostile. What is uncommitted
/// is committed with a git directory and an index that no program in the workspace could write.
record Collection(Folders folders, Sandbox sandbox, Launcher launcher, Hub hub, long resultBytes) {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_ERRORS = 2000;

    /// The commit that holds all of the work; `order.start()` itself, not sent to the hub, if there
    /// is none.
    CommitId collect(CollectOrder order) throws IOException, InterruptedException {
        if (!Files.isDirectory(folders.tree().resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
            throw new NodeException("refused: the .git of the workspace is no longer a folder");
        }
        Tidying.of(folders, false);
        try {
            return attempt(order);
        } catch (NodeException e) {
            if (Tidying.of(folders, true)) {
                return attempt(order);
            }
            throw e;
        }
    }

    private CommitId attempt(CollectOrder order) throws IOException, InterruptedException {
        prepare(order.start());
        var command =
                new ArrayList<>(
                        List.of(
                                "/bin/sh",
                                "-c",
                                WorkStream.SCRIPT,
                                "sh",
                                order.start().value(),
                                order.message()));
        command.addAll(present(order.deliverables()));
        var confinement =
                Confinement.start(launcher.prepare(), sandbox, enclosure(), command, false);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var errors = threads.submit(() -> beginning(confinement.errors()));
                var result = threads.submit(() -> receive(order, confinement));
                try {
                    var commit = result.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
                    check(confinement, errors.get());
                    return commit;
                } catch (ExecutionException e) {
                    confinement.stop(Duration.ZERO);
                    throw refusal(e, errors.get());
                }
            } catch (TimeoutException e) {
                throw new NodeException(
                        "refused: reading the result takes longer than " + LONGEST, e);
            } catch (ExecutionException e) {
                throw new NodeException("the result could not be read", e);
            } finally {
                confinement.close();
            }
        }
    }

    private void prepare(CommitId start) throws IOException {
        Removal.of(folders.git());
        for (var folder : List.of("objects/pack", "objects/info", "refs/heads", "info")) {
            Files.createDirectories(folders.git().resolve(folder));
        }
        Files.writeString(folders.git().resolve("HEAD"), "ref: refs/heads/result\n");
        Files.writeString(folders.git().resolve("config"), CloneConfiguration.of(start));
        Files.copy(
                folders.index(),
                folders.git().resolve("index"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Enclosure enclosure() {
        var places = new Places(folders, sandbox.remaps());
        var directory = places.git();
        var mounts = new ArrayList<Mount>();
        if (places.remapped()) {
            mounts.addAll(SyntheticFiles.mounts(folders.synthetic(), Network.NONE));
        }
        mounts.add(Mount.readable(folders.tree(), places.tree()));
        mounts.add(Mount.writable(folders.git(), directory));
        var environment = WorkStream.environment(directory, places.tree());
        return new Enclosure(List.of(), mounts, Network.NONE, places.tree(), environment);
    }

    /// Those of `paths` that exist and that no link leads to.
    private List<String> present(List<String> paths) {
        var present = new ArrayList<String>();
        for (var path : paths) {
            var place = folders.tree().resolve(path).normalize();
            if (place.startsWith(folders.tree())
                    && Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                    && Paths.reachable(folders.tree(), place)) {
                present.add(folders.tree().relativize(place).toString());
            }
        }
        present.removeIf(String::isEmpty);
        return present;
    }

    private CommitId receive(CollectOrder order, Confinement confinement) throws IOException {
        var refusal = confinement.enter();
        if (refusal.isPresent()) {
            throw new NodeException("the result could not be read: " + refusal.get());
        }
        return WorkStream.accept(hub, order, confinement.output(), resultBytes);
    }

    private static String beginning(InputStream errors) throws IOException {
        var beginning = new String(errors.readNBytes(MOST_ERRORS), StandardCharsets.UTF_8).strip();
        errors.skip(Long.MAX_VALUE);
        return beginning;
    }

    private static void check(Confinement confinement, String errors) throws InterruptedException {
        if (!confinement.ended(LONGEST) || confinement.code() != 0) {
            throw new NodeException("refused: git could not read the workspace: " + errors);
        }
    }

    private static NodeException refusal(ExecutionException failure, String errors) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof NodeException e && errors.isEmpty()) {
            return e;
        }
        var said = String.valueOf(cause.getMessage());
        return new NodeException(said + (errors.isEmpty() ? "" : ": " + errors), cause);
    }
}
