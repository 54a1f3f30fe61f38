package ai.avyay.nodes.ssh;

import ai.avyay.domain.Glob;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Node;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.Workspace;
import ai.avyay.engine.WorkspaceOrder;
import ai.avyay.nodes.CloneConfiguration;
import ai.avyay.nodes.SyntheticFiles;
import ai.avyay.nodes.WorkspaceLimits;
import ai.avyay.planning.Contact;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A machine that is reached over SSH. What it works on outlives the connection and the engine.
public final class SshNode implements Node, AutoCloseable {
    private final Machine machine;
    private final InstantSource clock;

    /// What tells workspaces of checks that are in use from those that an earlier engine has left.
    private final String session = UUID.randomUUID().toString();

    /// What a node serves.
    ///
    /// @param repository a name that no other repository has, as a folder's
    /// @param state the engine's own folder: what of it a program is to see is sent to the node
    public record Home(Hub hub, String repository, Path state, WorkspaceLimits limits) {}

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
            return machine.facts().uncontained();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("it was not asked: interrupted");
        } catch (NodeException e) {
            return List.of("it could not be asked: " + e.getMessage());
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
        return new Checkup(machine, clock).contact();
    }

    @Override
    public Workspace open(WorkspaceOrder order) throws InterruptedException {
        machine.facts();
        var place = Place.wanted(machine.repository(), order.attempt(), order.purpose());
        var said =
                machine.call(
                        Scripts.PREPARE,
                        List.of(machine.repository(), place.inRepository(), name()),
                        Machine.NOTHING,
                        Machine.SHORT);
        var agent = order.purpose().equals(Place.AGENT);
        if (agent && said.lines().anyMatch("there"::equals)) {
            return new SshWorkspace(machine, place);
        }
        var bases = new HashSet<String>();
        said.lines()
                .filter(line -> line.matches("has [0-9a-f]{40,64}"))
                .forEach(line -> bases.add(line.substring("has ".length())));
        new BaseTransfer(machine).send(order.commit(), bases);
        return make(order, place);
    }

    private Workspace make(WorkspaceOrder order, Place place) throws InterruptedException {
        var orders = new Orders();
        orders.put("\"$git/config\"", CloneConfiguration.of(order.commit()));
        orders.put("\"$place/run/etc\"", SyntheticFiles.all());
        orders.line("without() {").line("cd \"$place/tree\" || exit 1");
        without(order).forEach(path -> orders.line("rm -f -- " + Words.plain("./" + path)));
        orders.line("cd /").line("}").line("whole=yes");
        var name =
                machine.call(
                        Scripts.MAKE,
                        List.of(
                                machine.repository(),
                                place.inRepository(),
                                order.commit().value(),
                                order.attempt().branch(),
                                name(),
                                session),
                        orders.input(),
                        Machine.LONG);
        var folder = name.strip();
        return new SshWorkspace(
                machine,
                new Place(
                        place.repository(),
                        place.attempt(),
                        folder.substring(folder.lastIndexOf('/') + 1)));
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
        var arguments = new ArrayList<>(List.of(machine.repository(), name(), session));
        live.forEach(attempt -> arguments.add(Place.attemptFolder(attempt)));
        try {
            var left = machine.call(Scripts.SWEEP, arguments, Machine.NOTHING, Machine.LONG);
            if (!left.isBlank()) {
                throw new NodeException(
                        "%s: old workspaces could not be removed: %s"
                                .formatted(name(), left.strip().replace("\n", ", ")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the connection; what works on the machine goes on.
    @Override
    public void close() {
        machine.ssh().close();
    }
}
