package ai.avyay.app;

import ai.avyay.domain.CheckResult;
import ai.avyay.engine.Agent;
import ai.avyay.engine.Execution;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is looked at and said before anything is started.
final class Preflight {
    private final Site site;
    private final Terminal terminal;
    private final Wiring.Fleet fleet;
    private final Configuration configuration;

    Preflight(Site site, Wiring.Fleet fleet, Configuration configuration) {
        this.site = site;
        this.configuration = configuration;
        this.terminal = site.terminal();
        this.fleet = fleet;
    }

    /// Says what a person should know.
    ///
    /// @throws CommandException if model agents would run where nothing contains them, and nobody
    ///   allowed that
    void check(String branch) throws InterruptedException {
        var agents = inUse();
        sayWhatIsNotContained();
        refuseUncontained();
        sayHowModelsAreReached(agents);
        agents.stream()
                .flatMap(agent -> agent.missing().stream())
                .forEach(missing -> terminal.err().println(terminal.ink().notable(missing)));
        sayWhichCachesAreEmpty();
        checkBase(branch);
    }

    private void sayWhichCachesAreEmpty() {
        var store = site.locations().caches();
        var empty =
                configuration.caches().keySet().stream()
                        .filter(cache -> store.current(cache).isEmpty())
                        .collect(Collectors.joining(", "));
        if (!empty.isEmpty()) {
            terminal.err()
                    .println(
                            terminal.ink().notable("never filled: ")
                                    + "cache %s; `avyay warm` fills it from the branch"
                                            .formatted(empty));
        }
    }

    /// The agents that tasks may be given to.
    private List<Agent> inUse() {
        var policy = configuration.policy();
        Set<String> names = new LinkedHashSet<>();
        names.add(policy.agents().standard());
        names.addAll(policy.agents().byType().values());
        site.queue().state().live().values().forEach(task -> names.add(policy.agent(task)));
        return names.stream().filter(fleet.agents()::containsKey).map(fleet.agents()::get).toList();
    }

    private void sayWhatIsNotContained() {
        fleet.nodes().values().stream()
                .flatMap(node -> node.uncontained().stream())
                .distinct()
                .forEach(line ->
                        terminal.err().println(terminal.ink().notable("not contained: ") + line));
    }

    /// @throws CommandException if model agents would run where nothing contains them, and nobody
    ///   allowed that
    void refuseUncontained() {
        if (fleet.contained() || !configuration.sandboxRequired()) {
            return;
        }
        var models = names(inUse());
        if (!models.isEmpty()) {
            throw CommandException.refused(UncontainedAgent.refusal(models));
        }
    }

    private void sayHowModelsAreReached(List<Agent> agents) {
        agents.stream()
                .filter(Agent::usesModel)
                .collect(
                        Collectors.groupingBy(
                                agent ->
                                        configuration.agent(agent.name()).ownLogin()
                                                ? "your own login, whose files it can read"
                                                        + files(agent)
                                                : "your own key, which it can read",
                                TreeMap::new,
                                Collectors.mapping(Agent::name, Collectors.joining(", "))))
                .forEach((access, names) ->
                        terminal.mention(
                                "%s: with %s, and an open network".formatted(names, access)));
    }

    /// The files of the user's that `agent` is shown.
    private static String files(Agent agent) {
        if (agent.missing().isPresent()) {
            return "";
        }
        var nothing = new Agent.Prompt("", Path.of("/"), "", Optional.empty());
        return agent.invocation(nothing).surroundings().home().stream()
                .filter(Execution.HomeFile.Shared.class::isInstance)
                .map(file -> "~/" + file.path())
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String names(List<Agent> agents) {
        return agents.stream()
                .filter(Agent::usesModel)
                .map(Agent::name)
                .collect(Collectors.joining(", "));
    }

    private void checkBase(String branch) throws InterruptedException {
        if (configuration.checks().stream().noneMatch(check -> check.standing().required())) {
            return;
        }
        for (var failing : failingOnBase(branch)) {
            terminal.err()
                    .println(
                            terminal.ink()
                                    .bad(
                                            "%s itself fails the required check %s; no task can pass it until that is mended"
                                                    .formatted(branch, failing.name())));
            failing.findings().stream()
                    .limit(5)
                    .flatMap(finding -> Phrases.lines(finding).stream())
                    .forEach(line -> terminal.err().println("  " + line));
        }
    }

    private List<CheckResult> failingOnBase(String branch) throws InterruptedException {
        var what = "checking %s as it stands".formatted(branch);
        terminal.mention(what + " …");
        try (var _ = Ticker.start(terminal, what, () -> "")) {
            return fleet.baseCheck().failing();
        }
    }
}
