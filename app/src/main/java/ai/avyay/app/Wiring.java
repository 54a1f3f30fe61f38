package ai.avyay.app;

import ai.avyay.agents.AgentSettings;
import ai.avyay.agents.Agents;
import ai.avyay.agents.User;
import ai.avyay.engine.Agent;
import ai.avyay.engine.BaseCheck;
import ai.avyay.engine.Engine;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Gate;
import ai.avyay.engine.Hub;
import ai.avyay.engine.HubLostException;
import ai.avyay.engine.Node;
import ai.avyay.engine.Notifier;
import ai.avyay.engine.Ports;
import ai.avyay.engine.TaskQueue;
import ai.avyay.gates.Check;
import ai.avyay.gates.QualityGate;
import ai.avyay.integration.BareHub;
import ai.avyay.integration.GitIntegration;
import ai.avyay.integration.HubSettings;
import ai.avyay.integration.IntegrationException;
import ai.avyay.nodes.LocalNode;
import ai.avyay.nodes.Sandbox;
import ai.avyay.nodes.Unconfined;
import ai.avyay.nodes.WorkspaceLimits;
import ai.avyay.nodes.ssh.Inspection;
import ai.avyay.nodes.ssh.SshNode;
import ai.avyay.nodes.ssh.SshSettings;
import ai.avyay.planning.Change;
import ai.avyay.planning.CommitSeen;
import ai.avyay.planning.Policy;
import ai.avyay.queue.GitQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Puts the parts together by hand: what is made, from what, in which order.
public final class Wiring {
    /// Names a file that `ssh` reads in the place of the user's own configuration.
    private static final String SSH_CONFIGURATION = "AVYAY_SSH_CONFIG";

    private final Site site;

    public Wiring(Site site) {
        this.site = site;
    }

    /// An engine that works: with nodes, agents and a hub.
    ///
    /// @param contained whether a sandbox keeps programs within their workspaces
    /// @param baseCheck says which required checks the branch itself fails
    /// @param reload puts a later configuration in force where the engine does not
    public record Fleet(
            Engine engine,
            Map<String, Node> nodes,
            Map<String, Agent> agents,
            boolean contained,
            BaseCheck baseCheck,
            Consumer<Configuration> reload) {

        /// Ends the connections to other machines; what works there goes on.
        void disconnect() {
            nodes.values().stream()
                    .filter(SshNode.class::isInstance)
                    .map(SshNode.class::cast)
                    .forEach(SshNode::close);
        }
    }

    /// The engine of `up`.
    ///
    /// @param listener hears of each change once it is on disk
    public Fleet fleet(Notifier notifier, Consumer<Change> listener) {
        var configuration = site.configuration();
        var locations = site.locations();
        var hub = BareHub.openAlone(hubSettings(configuration));
        hub.notices()
                .forEach(text ->
                        notifier.tell(new Notifier.Notice(Notifier.Notice.Level.WARNING, text)));
        var gate = new CurrentGate(gate(hub, configuration));
        var sandbox = Sandbox.detect(Optional.empty());
        var agents = new ConcurrentHashMap<>(allowed(configuration, sandbox));
        var nodes = new ConcurrentHashMap<>(nodes(configuration, hub, sandbox));
        var queue = new NarratedQueue(queue(), listener);
        var integration = new GitIntegration(hub);
        var ports = new Ports(queue, nodes, agents, gate, hub, integration, notifier);
        var clock = site.situation().clock();
        return new Fleet(
                new Engine(ports, configuration.policy(), clock, locations.state()),
                nodes,
                agents,
                !(sandbox instanceof Unconfined),
                new BaseCheck(ports, locations.state(), clock, configuration.policy()),
                changed -> {
                    refuseOtherBranch(configuration, changed);
                    gate.replace(gate(hub, changed));
                    var now = allowed(changed, sandbox);
                    agents.putAll(now);
                    agents.keySet().retainAll(now.keySet());
                    // A node that is gone from the file stays, for what still runs on it.
                    nodes(changed, hub, sandbox).forEach(nodes::putIfAbsent);
                });
    }

    private static void refuseOtherBranch(Configuration before, Configuration changed) {
        if (!before.branch().equals(changed.branch())) {
            throw CommandException.refused(
                    "`integration: branch:` cannot change while `avyay up` runs; end it and start it again");
        }
    }

    /// An engine that carries out requests and starts nothing.
    public Engine clerk(Notifier notifier) {
        var configuration = site.configuration();
        var hub = new LateHub(site.locations().hub(), () -> hub(configuration));
        var ports =
                new Ports(
                        queue(),
                        Map.of(),
                        Map.of(),
                        gate(hub, configuration),
                        hub,
                        new IdleIntegration(),
                        notifier);
        return new Engine(
                ports, configuration.policy(), site.situation().clock(), site.locations().state());
    }

    /// The shipping branch, as far as `paths` tell; empty if it is not there yet, or cannot be
    /// read.
    Optional<CommitSeen> branch(Configuration configuration, Set<String> paths) {
        if (!Files.isDirectory(site.locations().hub())) {
            return Optional.empty();
        }
        try (var hub = hub(configuration)) {
            var branch = hub.branch(paths);
            return Optional.of(new CommitSeen(branch.tip(), paths, branch.present()));
        } catch (IntegrationException | HubLostException unreadable) {
            site.terminal()
                    .mention(
                            "what is on the shipping branch is not known: %s; `avyay up` mends a hub that is damaged"
                                    .formatted(unreadable.getMessage()));
            return Optional.empty();
        }
    }

    private TaskQueue queue() {
        return new GitQueue(site.locations().queue(), site.situation().clock());
    }

    private BareHub hub(Configuration configuration) {
        return BareHub.open(hubSettings(configuration));
    }

    private HubSettings hubSettings(Configuration configuration) {
        var settings = HubSettings.of(site.repository().root(), site.locations().hub());
        return configuration.branch().map(settings::withBranch).orElse(settings);
    }

    /// The means to fill caches: a look at the shipping branch, and a node for that alone.
    record Outpost(BareHub hub, GitIntegration integration, LocalNode node) {}

    Outpost outpost(String name) {
        var hub = hub(site.configuration());
        var node =
                new LocalNode(
                        name,
                        hub,
                        site.locations().cache(),
                        Sandbox.detect(Optional.empty()),
                        WorkspaceLimits.USUAL);
        return new Outpost(hub, new GitIntegration(hub), node);
    }

    private Gate gate(Hub hub, Configuration configuration) {
        var checks =
                configuration.checks().stream()
                        .collect(Collectors.toMap(Check::name, Function.identity()));
        var types = configuration.policy().types();
        return new QualityGate(
                hub,
                checks,
                name -> types.getOrDefault(name, ai.avyay.planning.TaskType.DEFAULT),
                configuration.guards(),
                name -> layers(configuration, name));
    }

    private List<Execution.Layer> layers(Configuration configuration, String cache) {
        return Optional.ofNullable(configuration.caches().get(cache))
                .map(site.locations().caches()::layers)
                .orElse(List.of());
    }

    /// The agents, of which those with a model are not run where nothing would contain them.
    private Map<String, Agent> allowed(Configuration configuration, Sandbox sandbox) {
        var agents = equipped(configuration);
        if (sandbox instanceof Unconfined && configuration.sandboxRequired()) {
            agents.replaceAll(
                    (_, agent) -> agent.usesModel() ? new UncontainedAgent(agent) : agent);
        }
        return agents;
    }

    /// The agents, each with the caches that it may see.
    private Map<String, Agent> equipped(Configuration configuration) {
        var agents =
                new HashMap<>(
                        agents(
                                configuration.agents(),
                                site.locations(),
                                site.situation().environment()));
        if (!configuration.agentCaches().isEmpty()) {
            agents.replaceAll((_, agent) ->
                    new EquippedAgent(
                            agent,
                            () ->
                                    configuration.agentCaches().stream()
                                            .flatMap(cache -> layers(configuration, cache).stream())
                                            .toList()));
        }
        return agents;
    }

    private Map<String, Node> nodes(Configuration configuration, Hub hub, Sandbox sandbox) {
        var nodes = new HashMap<String, Node>();
        for (Policy.NodeOffer offer : configuration.policy().nodes()) {
            var name = offer.name();
            nodes.put(
                    name,
                    Optional.ofNullable(configuration.machines().get(name))
                            .<Node>map(
                                    destination -> machine(name, destination, configuration, hub))
                            .orElseGet(() ->
                                    new LocalNode(
                                            name,
                                            hub,
                                            site.locations().cache(),
                                            sandbox,
                                            WorkspaceLimits.USUAL)));
        }
        return nodes;
    }

    /// What is found on the machine that is a node.
    ///
    /// @param programs names of agent programs to look for
    Inspection inspection(String name, List<String> programs) throws InterruptedException {
        var configuration = site.configuration();
        var destination =
                Optional.ofNullable(configuration.machines().get(name))
                        .orElseThrow(() ->
                                CommandException.refused(
                                        "node %s is this machine; `avyay up` says what is wrong with it"
                                                .formatted(name)));
        try (var hub = hub(configuration);
                var machine = machine(name, destination, configuration, hub)) {
            return machine.inspect(programs);
        }
    }

    private SshNode machine(String name, String destination, Configuration configuration, Hub hub) {
        var locations = site.locations();
        var slots = configuration.policy().node(name).map(Policy.NodeOffer::slots).orElse(1);
        var settings =
                new SshSettings(
                        destination,
                        Optional.ofNullable(site.situation().environment().get(SSH_CONFIGURATION))
                                .map(Path::of),
                        locations.connections());
        var home =
                new SshNode.Home(
                        hub,
                        locations.repository(),
                        locations.path(),
                        new SshNode.Terms(
                                slots, WorkspaceLimits.USUAL, configuration.sandboxRequired()));
        return new SshNode(name, settings, home, site.situation().clock());
    }

    /// The agents that there are, with what the configuration says of them; one of the repository
    /// takes the place of a person's, and that of one that ships.
    static Map<String, Agent> agents(
            Map<String, Configuration.AgentSettings> settings,
            Locations locations,
            Map<String, String> environment) {
        var said = new HashMap<String, AgentSettings>();
        settings.forEach((name, each) -> said.put(name, settings(each, environment)));
        return Agents.load(
                List.of(
                        Locations.configurationFolder(environment).resolve("agents"),
                        locations.agents()),
                said,
                new User(Locations.home(environment), environment));
    }

    private static AgentSettings settings(
            Configuration.AgentSettings said, Map<String, String> environment) {
        var values = new HashMap<String, String>();
        for (var name : said.environment()) {
            var value = environment.get(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        var login = said.ownLogin() ? AgentSettings.Login.OWN : AgentSettings.Login.KEY;
        return new AgentSettings(login, values, said.model());
    }
}
