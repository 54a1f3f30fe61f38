package ai.avyay.nodes.ssh;

import ai.avyay.domain.Glob;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Node;
import ai.avyay.engine.NodeAwayException;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.Workspace;
import ai.avyay.engine.WorkspaceOrder;
import ai.avyay.nodes.CloneConfiguration;
import ai.avyay.nodes.SyntheticFiles;
import ai.avyay.nodes.WorkspaceLimits;
import ai.avyay.planning.Contact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A machine that is reached over SSH. What it works on outlives the connection and the engine.
public final class SshNode implements Node, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SshNode.class);
    private static final Duration BUSY_PAUSE = Duration.ofSeconds(2);

    private final Machine machine;
    private final InstantSource clock;

    /// Workspaces that are in use, or were and could not be removed.
    private final Set<Place> open = ConcurrentHashMap.newKeySet();

    private final Set<Place> left = ConcurrentHashMap.newKeySet();

    /// What a node serves.
    ///
    /// @param repository a name that no other repository has, as a folder's
    /// @param state the engine's own folder: what of it a program is to see is sent to the node
    public record Home(Hub hub, String repository, Path state, Terms terms) {}

    /// On what terms it works.
    ///
    /// @param slots how many attempts of all repositories work there at once
    /// @param sandbox whether nothing is run where nothing would contain it
    public record Terms(int slots, WorkspaceLimits limits, boolean sandbox) {}

    public SshNode(String name, SshSettings settings, Home home, InstantSource clock) {
        this.machine = new Machine(name, new Ssh(settings), home);
        this.clock = clock;
    }

    @Override
    public String name() {
        return machine.name();
    }

    @Override
    public List<String> uncontained() {
        try {
            return machine.facts().uncontained().stream()
                    .map(line -> name() + ": " + line)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(name() + ": it was not asked");
        } catch (NodeException e) {
            return List.of("not known yet: " + e.getMessage());
        }
    }

    /// What there is on the machine, and what to do about it.
    ///
    /// @param programs names of agent programs to look for
    /// @throws NodeException if it cannot be reached or asked
    public Inspection inspect(List<String> programs) throws InterruptedException {
        var said = machine.call(Scripts.INSPECT, programs, Machine.NOTHING, Machine.SHORT);
        return Inspection.of(machine.ssh().destination(), programs, said, clock.instant());
    }

    @Override
    public Contact contact() throws InterruptedException {
        var contact = new Checkup(machine, clock).contact();
        if (contact instanceof Contact.Answered) {
            for (var place : List.copyOf(left)) {
                close(place);
            }
        }
        return contact;
    }

    @Override
    public Workspace open(WorkspaceOrder order) throws InterruptedException {
        refuseUncontained(machine.facts());
        var agent = order.purpose().equals(Place.AGENT);
        var place =
                agent
                        ? Place.agent(machine.repository(), order.attempt())
                        : Place.another(machine.repository(), order.attempt(), order.purpose());
        left.remove(place);
        open.add(place);
        var done = false;
        try {
            var said = prepared(order, place, agent);
            if (!said.lines().anyMatch("there"::equals)) {
                new BaseTransfer(machine).send(order.commit(), bases(said));
                make(order, place);
            }
            done = true;
            return new SshWorkspace(machine, place, this::close);
        } finally {
            if (!done) {
                close(place);
            }
        }
    }

    /// Waits until what the attempt holds is free on the machine.
    ///
    /// @return what the script `prepare` said at last
    private String prepared(WorkspaceOrder order, Place place, boolean agent)
            throws InterruptedException {
        var arguments = new ArrayList<>(List.of(place.repository(), place.inRepository(), name()));
        if (agent) {
            arguments.addAll(List.of("slot", Integer.toString(machine.slots())));
            order.holds()
                    .forEach((resource, limit) -> {
                        arguments.add(
                                "resource-"
                                        + HexFormat.of()
                                                .formatHex(
                                                        resource.getBytes(StandardCharsets.UTF_8)));
                        arguments.add(limit.toString());
                    });
        }
        for (var first = true; ; first = false) {
            var said = machine.call(Scripts.PREPARE, arguments, Machine.NOTHING, Machine.SHORT);
            if (!said.startsWith("busy ")) {
                return said;
            }
            if (first) {
                LOG.info("{}: {} waits there: {}", name(), order.attempt(), said.strip());
            }
            Thread.sleep(BUSY_PAUSE);
        }
    }

    private void refuseUncontained(RemoteFacts facts) {
        if (machine.needsSandbox()
                && facts.containment() instanceof RemoteFacts.Containment.None(var reason)) {
            throw new NodeException(
                    "%s: nothing would keep programs within their workspace there: %s; or allow it with `agents: { sandbox: none }` in avyay.yaml"
                            .formatted(name(), reason));
        }
    }

    private static Set<String> bases(String said) {
        return said.lines()
                .filter(line -> line.matches("has [0-9a-f]{40,64}"))
                .map(line -> line.substring("has ".length()))
                .collect(Collectors.toSet());
    }

    private void make(WorkspaceOrder order, Place place) throws InterruptedException {
        var orders = new Orders();
        orders.put("\"$git/config\"", CloneConfiguration.of(order.commit()));
        orders.put("\"$place/run/etc\"", SyntheticFiles.all());
        orders.line("without() {").line("cd \"$place/tree\" || exit 1");
        without(order).forEach(path -> orders.line("rm -f -- " + Words.plain("./" + path)));
        orders.line("cd /").line("}").line("whole=yes");
        machine.call(
                Scripts.MAKE,
                List.of(
                        place.repository(),
                        place.inRepository(),
                        order.commit().value(),
                        order.attempt().branch(),
                        name()),
                orders.input(),
                Machine.LONG);
    }

    private List<String> without(WorkspaceOrder order) {
        if (order.without().isEmpty()) {
            return List.of();
        }
        var globs = order.without().stream().map(Glob::new).toList();
        return machine.hub().tree(order.commit()).paths().stream()
                .filter(path -> globs.stream().anyMatch(glob -> glob.matches(path)))
                .toList();
    }

    @Override
    public void sweep(Set<AttemptRef> live) {
        var kept = new LinkedHashSet<>(open);
        live.forEach(attempt -> kept.add(Place.agent(machine.repository(), attempt)));
        var arguments = new ArrayList<>(List.of(machine.repository(), name()));
        kept.forEach(place -> arguments.add(place.inRepository()));
        try {
            var said = machine.call(Scripts.SWEEP, arguments, Machine.NOTHING, Machine.LONG);
            if (!said.isBlank()) {
                throw new NodeException(
                        "%s: old workspaces could not be removed: %s"
                                .formatted(name(), said.strip().replace("\n", ", ")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Kills what works in a workspace and removes it; what is out of reach is removed later.
    private void close(Place place) {
        var interrupted = Thread.interrupted();
        try {
            machine.call(Scripts.REMOVE, List.of(place.path()), Machine.NOTHING, Machine.LONG);
            left.remove(place);
        } catch (InterruptedException e) {
            interrupted = true;
            left.add(place);
        } catch (NodeAwayException away) {
            left.add(place);
            throw away;
        } catch (NodeException e) {
            LOG.debug("{} stays for now", place.path(), e);
            left.add(place);
        } finally {
            open.remove(place);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Ends the connection; what works on the machine goes on.
    @Override
    public void close() {
        machine.ssh().close();
    }
}
