package ai.avyay.engine;

import ai.avyay.planning.Contact;
import ai.avyay.planning.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Runs checks in clean checkouts and remembers what they said of a tree, so that the same tree is
/// not checked twice.
final class CheckRunner {
    private static final String EXIT = "exit";
    private static final Pattern CODE = Pattern.compile("[0-9]{1,3}");
    private static final String REPORTS = "reports";

    private final Ports ports;
    private final StateFolder folder;
    private final InstantSource clock;
    private final Supplier<Policy> policy;
    private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

    CheckRunner(Ports ports, StateFolder folder, InstantSource clock, Supplier<Policy> policy) {
        this.ports = ports;
        this.folder = folder;
        this.clock = clock;
        this.policy = policy;
    }

    /// What `order` says; a red run is only believed again for a base, where it costs nobody an
    /// attempt.
    Gate.CheckRun run(Gate.Request request, Gate.CheckOrder order) throws InterruptedException {
        var place = folder.check(ports.hub().tree(order.commit()).id(), order.key());
        var lock = locks.computeIfAbsent(place, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            var known = remembered(place);
            if (known.isPresent()
                    && (known.get().clean() || order.commit().equals(request.base()))) {
                keepFromTidying(place);
                return new Gate.CheckRun(order, known.get(), place);
            }
            return new Gate.CheckRun(order, runAnew(request, order, place), place);
        } catch (IOException e) {
            throw new UncheckedIOException("check " + order.name() + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private Exit runAnew(Gate.Request request, Gate.CheckOrder order, Path place)
            throws InterruptedException, IOException {
        Folders.delete(place);
        Files.createDirectories(place.resolve(REPORTS));
        var node = nodeFor(request, order);
        var side = order.commit().equals(request.base()) ? "base-" : "check-";
        var wanted =
                new WorkspaceOrder(
                        request.attempt(), side + order.name(), order.commit(), order.reports());
        try (var workspace = new Opening(ports.hub()).open(node, wanted)) {
            var exit =
                    workspace.run(
                            new Execution(
                                    List.of("/bin/sh", "-c", order.command()),
                                    Map.of("CI", "true"),
                                    order.surroundings(),
                                    new Execution.Bounds(
                                            order.timeout(),
                                            Duration.ZERO,
                                            RunBounds.DEFAULT.logBytes()),
                                    place.resolve("log")));
            if (exit instanceof Exit.NotStarted(var reason)) {
                throw new NodeException(
                        "%s: check %s could not be started: %s"
                                .formatted(node.name(), order.name(), reason));
            }
            if (exit instanceof Exit.Vanished(var reason)) {
                throw new NodeException(
                        "%s: check %s was lost: %s".formatted(node.name(), order.name(), reason));
            }
            workspace.fetch(
                    order.reports(), place.resolve(REPORTS), RunBounds.DEFAULT.reportBytes());
            if (exit instanceof Exit.Exited(var code)) {
                Files.writeString(place.resolve(EXIT), Integer.toString(code));
            }
            return exit;
        }
    }

    /// What the check said before; a file that a kill or a loss of power left half written says
    /// nothing.
    private static Optional<Exit> remembered(Path place) throws IOException {
        var file = place.resolve(EXIT);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var code = Files.readString(file).strip();
        return CODE.matcher(code).matches()
                ? Optional.of(new Exit.Exited(Integer.parseInt(code)))
                : Optional.empty();
    }

    /// What is read now is not what was left alone longest.
    private void keepFromTidying(Path place) throws IOException {
        Files.setLastModifiedTime(place.resolve(EXIT), FileTime.from(clock.instant()));
    }

    /// The attempt's own node if it can run the check and answers, else the first that does.
    private Node nodeFor(Gate.Request request, Gate.CheckOrder order) throws InterruptedException {
        var own = request.task().lastAttempt().map(attempt -> attempt.run().node()).orElse("");
        var able =
                policy.get().nodes().stream()
                        .filter(offer -> offer.capabilities().containsAll(order.capabilities()))
                        .map(Policy.NodeOffer::name)
                        .sorted(Comparator.comparing(name -> !name.equals(own)))
                        .flatMap(name -> Optional.ofNullable(ports.nodes().get(name)).stream())
                        .toList();
        if (able.isEmpty()) {
            throw new NodeException(
                    "no node offers what check %s needs: %s; add it to a node in avyay.yaml"
                            .formatted(order.name(), String.join(", ", order.capabilities())));
        }
        for (var node : able) {
            if (node.contact() instanceof Contact.Answered) {
                return node;
            }
        }
        throw new NodeAwayException(
                "no node that could run check %s answers: %s"
                        .formatted(
                                order.name(),
                                able.stream().map(Node::name).collect(Collectors.joining(", "))));
    }
}
