package ai.avyay.app;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Execution.HomeFile;
import ai.avyay.engine.Execution.Layer;
import ai.avyay.engine.Execution.Writes;
import ai.avyay.engine.Exit;
import ai.avyay.engine.RunBounds;
import ai.avyay.engine.WorkspaceOrder;
import ai.avyay.nodes.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fills caches: runs each one's command in a sandbox, on a clean checkout of the shipping branch
/// and of nothing else, so that no attempt ever decides what the checks of others see.
///
/// A cache that could not be filled stays as it was.
public final class Warming {
    private static final String NODE = "warm";
    private static final AttemptRef NOBODY = new AttemptRef(new TaskId("0-warm"), 1);

    private final Site site;
    private final CacheStore store;

    public Warming(Site site) {
        this.site = site;
        this.store = site.locations().caches();
    }

    /// What came of one cache.
    ///
    /// @param failure why it stays as it was; empty if it was filled
    /// @param log of the command
    public record Filled(
            Cache cache,
            CommitId commit,
            CacheStore.Contents contents,
            Duration took,
            Optional<String> failure,
            Path log) {}

    /// Fills the caches called `names`; all of the configuration if none is named.
    ///
    /// @throws CommandException if there is nothing to fill, or somebody else is filling
    public List<Filled> warm(List<String> names) throws InterruptedException {
        var caches = named(names);
        var branch = site.repository().shippingBranch(site.configuration().branch());
        site.locations().create(site.repository());
        try {
            Files.createDirectories(store.root());
        } catch (IOException failed) {
            throw unusable(failed);
        }
        var me = "avyay warm (process %d)".formatted(ProcessHandle.current().pid());
        var lock = StateLock.tryTake(store.lock(), me);
        if (lock.isEmpty()) {
            throw CommandException.refused(
                    "the caches are being filled by %s; try again when it has ended"
                            .formatted(StateLock.holder(store.lock())));
        }
        try (var _ = lock.get()) {
            return fill(caches, branch);
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    private CommandException unusable(IOException failed) {
        return CommandException.failed(
                "%s cannot be used (%s); check permissions and free space"
                        .formatted(store.root(), failed.getMessage()));
    }

    private List<Cache> named(List<String> names) {
        var known = site.configuration().caches();
        if (known.isEmpty()) {
            throw CommandException.refused(
                    "no check names a cache, so there is nothing to fill; one that needs downloads says so with `caches: [NAME]` in %s (known: %s)"
                            .formatted(Configuration.FILE, String.join(", ", Caches.names())));
        }
        for (var name : names) {
            if (!known.containsKey(name)) {
                throw CommandException.wrongUse(
                        "no check or agent names the cache '%s'; there are: %s"
                                .formatted(name, String.join(", ", known.keySet())));
            }
        }
        return known.values().stream()
                .filter(cache -> names.isEmpty() || names.contains(cache.name()))
                .toList();
    }

    private List<Filled> fill(List<Cache> caches, String branch)
            throws IOException, InterruptedException {
        var outpost = new Wiring(site).outpost(NODE);
        try (var _ = outpost.hub()) {
            var alone = StateLock.tryTake(site.locations().lock(), "avyay warm");
            CommitId tip;
            if (alone.isPresent()) {
                try (var _ = alone.get()) {
                    tip = synchronizedTip(outpost);
                    for (var cache : caches) {
                        store.tidy(cache, true, site.situation().clock().instant());
                    }
                }
            } else {
                tip = outpost.hub().branch(Set.of()).tip();
            }
            outpost.node().sweep(Set.of());
            outpost.node().uncontained().forEach(this::warn);
            var filled = new ArrayList<Filled>();
            for (var cache : caches) {
                say(
                        "filling %s with `%s` on %s at %s …"
                                .formatted(
                                        cache.name(),
                                        cache.filling().command(),
                                        branch,
                                        tip.abbreviated()));
                filled.add(fill(cache, tip, outpost));
            }
            return filled;
        }
    }

    private CommitId synchronizedTip(Wiring.Outpost outpost) {
        var state = outpost.integration().synchronize();
        state.notices().forEach(this::say);
        return state.tip();
    }

    private Filled fill(Cache cache, CommitId tip, Wiring.Outpost outpost)
            throws IOException, InterruptedException {
        var began = site.situation().clock().instant();
        var next = store.prepare(cache, began);
        var log = store.log(cache.name());
        var kept = false;
        try {
            var failure = run(cache, tip, outpost, next);
            var contents = CacheStore.contents(next);
            if (failure.isEmpty() && contents.files() == 0) {
                failure =
                        Optional.of(
                                "the command ended well and wrote nothing to ~/%s; see where it keeps its files, and say so under `caches: { %s: { path: … } }`"
                                        .formatted(
                                                String.join(", ~/", cache.paths()), cache.name()));
            }
            if (failure.isEmpty()) {
                store.use(cache, next);
                kept = true;
                store.tidy(cache, false, site.situation().clock().instant());
            }
            var took = Duration.between(began, site.situation().clock().instant());
            return new Filled(cache, tip, contents, took, failure, log);
        } finally {
            if (!kept) {
                Removal.of(next);
            }
        }
    }

    /// @return why it failed
    private Optional<String> run(Cache cache, CommitId tip, Wiring.Outpost outpost, Path into)
            throws IOException, InterruptedException {
        var filling = cache.filling();
        var layers =
                cache.paths().stream()
                        .map(path -> new Layer(into.resolve(path), path, Writes.KEPT))
                        .toList();
        var execution =
                new Execution(
                        List.of("/bin/sh", "-c", filling.command()),
                        environment(filling.environment()),
                        new Execution.Surroundings(
                                filling.network(), List.of(), files(filling.files()), layers),
                        new Execution.Bounds(
                                filling.timeout(), Duration.ZERO, RunBounds.DEFAULT.logBytes()),
                        store.log(cache.name()));
        try (var workspace = outpost.node().open(new WorkspaceOrder(NOBODY, cache.name(), tip));
                var _ =
                        Ticker.start(
                                site.terminal(),
                                cache.name(),
                                () -> Ticker.lastLine(execution.log()))) {
            return switch (workspace.run(execution)) {
                case Exit.Exited(var code) when code == 0 -> Optional.empty();
                case Exit.Exited(var code) ->
                        Optional.of("the command ended with exit code " + code);
                case Exit.TimedOut(var after) ->
                        Optional.of(
                                "the command was stopped after %s, its timeout"
                                        .formatted(Phrases.duration(after)));
                case Exit.Silent(var after) ->
                        Optional.of("nothing was heard for " + Phrases.duration(after));
                case Exit.NotStarted(var reason) ->
                        Optional.of("the command could not be started: " + reason);
                case Exit.Vanished(var reason) -> Optional.of("the command was lost: " + reason);
            };
        }
    }

    private Map<String, String> environment(List<String> names) {
        var environment = new HashMap<>(Map.of("CI", "true"));
        for (var name : names) {
            var value = site.situation().environment().get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        return environment;
    }

    private List<HomeFile> files(List<String> paths) {
        var home = Locations.home(site.situation().environment());
        return paths.stream()
                .<HomeFile>map(path -> new HomeFile.Shared(path, home.resolve(path)))
                .toList();
    }

    private void say(String line) {
        site.terminal().mention(line);
    }

    private void warn(String line) {
        var terminal = site.terminal();
        terminal.err().println(terminal.ink().notable("not contained: ") + line);
    }
}
