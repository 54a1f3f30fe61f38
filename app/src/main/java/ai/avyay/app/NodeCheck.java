package ai.avyay.app;

import ai.avyay.engine.NodeException;
import ai.avyay.nodes.ssh.Inspection;
import ai.avyay.planning.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at a machine before work goes there, or when none comes back.
public record NodeCheck(Site site) {

    /// What is found on the machine of the node `name`.
    ///
    /// @throws CommandException if there is no such node, or it is this machine
    /// @throws NodeException if it cannot be reached or asked
    public CheckPage of(String name) throws InterruptedException {
        var policy = site.configuration().policy();
        var offer =
                policy.node(name)
                        .orElseThrow(() ->
                                CommandException.wrongUse(
                                        "there is no node %s; there are: %s"
                                                .formatted(name, names(policy))));
        var wiring = new Wiring(site);
        var programs = programs();
        var found = wiring.inspection(name, programs);
        return new CheckPage(name, found, offer.capabilities(), twins(wiring, name, found));
    }

    private static String names(Policy policy) {
        return String.join(", ", policy.nodes().stream().map(Policy.NodeOffer::name).toList());
    }

    /// Every agent program that there is.
    private List<String> programs() {
        var known =
                Wiring.agents(
                        site.configuration().agents(),
                        site.locations(),
                        site.situation().environment());
        return known.keySet().stream()
                .filter(name -> !name.equals(Programs.SHELL))
                .sorted()
                .toList();
    }

    /// Other nodes that turn out to be the same machine; one that cannot be asked is none.
    private List<String> twins(Wiring wiring, String name, Inspection found)
            throws InterruptedException {
        var twins = new ArrayList<String>();
        for (var other : site.configuration().machines().keySet().stream().sorted().toList()) {
            if (!other.equals(name) && found.machine().equals(machine(wiring, other))) {
                twins.add(other);
            }
        }
        return found.machine().isEmpty() ? List.of() : twins;
    }

    private static Optional<String> machine(Wiring wiring, String name)
            throws InterruptedException {
        try {
            return wiring.inspection(name, List.of()).machine();
        } catch (NodeException away) {
            return Optional.empty();
        }
    }
}
