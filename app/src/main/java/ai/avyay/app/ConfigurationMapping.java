package ai.avyay.app;

import ai.avyay.domain.Review;
import ai.avyay.engine.Execution;
import ai.avyay.gates.Check;
import ai.avyay.gates.GatePolicy;
import ai.avyay.planning.Policy;
import ai.avyay.planning.TaskType;
import ai.avyay.planning.Timing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns what the file says into what the engine's parts take, filling in what it leaves out.
final class ConfigurationMapping {
    private static final int DEFAULT_SLOTS = 2;
    private static final String LOCAL = "local";

    private final ConfigurationFile file;
    private final Programs programs;

    ConfigurationMapping(ConfigurationFile file, Programs programs) {
        this.file = file;
        this.programs = programs;
    }

    Configuration configuration(String text, String hash) {
        var policy =
                new Policy(
                        nodes(),
                        agentChoice(),
                        mapped(file.types(), (_, said) -> type(said)),
                        file.checks().keySet(),
                        mapped(file.resources(), (_, said) -> resource(said)),
                        areas(),
                        timing(),
                        hash);
        return new Configuration(
                file.integration().flatMap(ConfigurationFile.Shipping::branch),
                machines(),
                policy,
                file.checks().entrySet().stream()
                        .map(check -> check(check.getKey(), check.getValue()))
                        .toList(),
                guards(),
                caches(),
                agentCaches(),
                agentSettings(),
                sandboxRequired(),
                text);
    }

    private Map<String, String> machines() {
        var machines = new HashMap<String, String>();
        file.nodes()
                .forEach((name, node) ->
                        node.ssh().ifPresent(destination -> machines.put(name, destination)));
        return machines;
    }

    private List<Policy.NodeOffer> nodes() {
        if (file.nodes().isEmpty()) {
            return List.of(
                    new Policy.NodeOffer(LOCAL, DEFAULT_SLOTS, offeredHere(Optional.empty())));
        }
        return file.nodes().entrySet().stream()
                .map(node -> offer(node.getKey(), node.getValue()))
                .toList();
    }

    private Policy.NodeOffer offer(String name, ConfigurationFile.Machine node) {
        var elsewhere = node.ssh().isPresent();
        return new Policy.NodeOffer(
                name,
                node.slots().orElse(DEFAULT_SLOTS),
                elsewhere ? thereSaid(node) : offeredHere(node.capabilities()),
                elsewhere,
                node.maxLoad());
    }

    /// What is installed here says nothing of another machine.
    private static Set<String> thereSaid(ConfigurationFile.Machine node) {
        return Set.copyOf(node.capabilities().orElse(List.of(Programs.SHELL)));
    }

    private Set<String> offeredHere(Optional<List<String>> capabilities) {
        var offered = new HashSet<>(capabilities.orElseGet(programs::installed));
        offered.removeAll(programs.missing().keySet());
        return offered;
    }

    private Policy.AgentChoice agentChoice() {
        return new Policy.AgentChoice(
                file.agents()
                        .flatMap(ConfigurationFile.Programs::standard)
                        .orElseGet(programs::preferred),
                file.agents().map(ConfigurationFile.Programs::byType).orElse(Map.of()));
    }

    private static TaskType type(ConfigurationFile.Kind said) {
        return new TaskType(
                said.review().orElse(Review.NONE),
                said.minQualityThreshold().orElse(TaskType.DEFAULT_THRESHOLD),
                said.checks(),
                said.heavy());
    }

    private static Policy.ResourceLimit resource(ConfigurationFile.Resource said) {
        return new Policy.ResourceLimit(
                said.limit().orElse(1),
                said.until().filter(ConfigurationFile.Until.INTEGRATED::equals).isPresent());
    }

    private List<Policy.Area> areas() {
        return file.areas().entrySet().stream()
                .map(area ->
                        Policy.Area.of(
                                area.getKey(),
                                area.getValue().paths(),
                                area.getValue().parallel().orElse(1)))
                .toList();
    }

    private Timing timing() {
        var usual = Timing.DEFAULT;
        return file.limits()
                .map(said ->
                        new Timing(
                                said.lease().orElse(usual.lease()),
                                said.estimate().orElse(usual.estimate()),
                                said.silence().orElse(usual.silence()),
                                said.maxAttempts().orElse(usual.maxAttempts()),
                                new Timing.Backoff(
                                        said.backoff().orElse(usual.backoff().first()),
                                        said.longestBackoff().orElse(usual.backoff().longest())),
                                breaking(said.breaker(), usual.breaking())))
                .orElse(usual);
    }

    private static Timing.Breaking breaking(
            Optional<ConfigurationFile.Breaker> said, Timing.Breaking usual) {
        return new Timing.Breaking(
                said.flatMap(ConfigurationFile.Breaker::failures).orElse(usual.failures()),
                said.flatMap(ConfigurationFile.Breaker::pause).orElse(usual.pause()));
    }

    private Check check(String name, ConfigurationFile.Measure said) {
        var usual = Check.Conditions.DEFAULT;
        return new Check(
                name,
                said.run(),
                new Check.Standing(
                        said.weight().orElse(Check.Standing.DEFAULT.weight()), said.required()),
                said.reports(),
                new Check.Conditions(
                        said.capabilities(),
                        said.network().map(ConfigurationMapping::network).orElse(usual.network()),
                        said.caches(),
                        said.timeout().orElse(usual.timeout())),
                said.protects());
    }

    private static Execution.Network network(ConfigurationFile.Reach said) {
        return switch (said) {
            case NONE -> Execution.Network.NONE;
            case OPEN -> Execution.Network.OPEN;
        };
    }

    private GatePolicy guards() {
        var usual = GatePolicy.DEFAULT;
        return file.guards()
                .map(said ->
                        usual.and(
                                new GatePolicy(
                                        said.forbidden(),
                                        List.of(),
                                        said.review(),
                                        said.protects(),
                                        new GatePolicy.Droppings(
                                                said.largestFile()
                                                        .map(ByteCount::bytes)
                                                        .orElse(usual.droppings().largestFile()),
                                                said.binaries(),
                                                said.outputs()))))
                .orElse(usual);
    }

    private List<String> agentCaches() {
        return file.agents().map(ConfigurationFile.Programs::caches).orElse(List.of());
    }

    /// Those that are described, and the usual ones that somebody names.
    private Map<String, Cache> caches() {
        var caches = new HashMap<>(mapped(file.caches(), ConfigurationMapping::cache));
        Stream.concat(
                        agentCaches().stream(),
                        file.checks().values().stream().flatMap(check -> check.caches().stream()))
                .flatMap(name -> Caches.named(name).stream())
                .forEach(usual -> caches.putIfAbsent(usual.name(), usual));
        return caches;
    }

    /// What is left out is as usual; for a cache of the person's own, path and command are there.
    private static Cache cache(String name, ConfigurationFile.Store said) {
        var usual = Caches.named(name);
        var filling = usual.map(Cache::filling);
        return new Cache(
                name,
                said.path().isEmpty() ? usual.map(Cache::paths).orElse(List.of()) : said.path(),
                new Cache.Filling(
                        said.warm().or(() -> filling.map(Cache.Filling::command)).orElse(""),
                        said.network()
                                .map(ConfigurationMapping::network)
                                .orElse(Execution.Network.OPEN),
                        said.files(),
                        said.environment(),
                        said.timeout().orElse(Caches.LONGEST)));
    }

    private Map<String, Configuration.AgentSettings> agentSettings() {
        return mapped(
                file.agents().map(ConfigurationFile.Programs::settings).orElse(Map.of()),
                (_, said) ->
                        new Configuration.AgentSettings(
                                said.login()
                                        .filter(ConfigurationFile.Login.OWN::equals)
                                        .isPresent(),
                                said.model(),
                                said.environment()));
    }

    private boolean sandboxRequired() {
        return file.agents()
                .flatMap(ConfigurationFile.Programs::sandbox)
                .filter(ConfigurationFile.Sandbox.NONE::equals)
                .isEmpty();
    }

    private static <S, T> Map<String, T> mapped(
            Map<String, S> said, BiFunction<String, S, T> meaning) {
        return said.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> meaning.apply(entry.getKey(), entry.getValue())));
    }
}
