package ai.avyay.app;

import ai.avyay.documents.Nearest;
import ai.avyay.domain.Definition;
import ai.avyay.gates.Check;
import java.util.ArrayList;
import java.util.List;

/// What a person should know about a task's names in view of the configuration: an agent, a check
/// or a type that is not there, a program that is not installed.
public final class Counsel {
    private final Configuration configuration;
    private final Programs programs;

    public Counsel(Site site) {
        configuration = site.configurationInForce();
        programs = site.programs();
    }

    /// One line each, without the task's name; nothing if all is there.
    public List<String> about(Definition definition) {
        var lines = new ArrayList<>(aboutAgent(definition));
        checks(definition, lines);
        type(definition, lines);
        return lines;
    }

    /// The same of its agent alone.
    public List<String> aboutAgent(Definition definition) {
        var lines = new ArrayList<String>();
        var agent = configuration.policy().agent(definition);
        if (!programs.known().contains(agent)) {
            lines.add(
                    "there is no agent '%s'%s"
                            .formatted(agent, Nearest.advice(agent, programs.known())));
        } else if (programs.missing().containsKey(agent)) {
            lines.add(programs.missing().get(agent) + ", then `avyay reload`");
        }
        return lines;
    }

    private void checks(Definition definition, List<String> lines) {
        var known = configuration.checks().stream().map(Check::name).toList();
        definition.acceptance().checks().orElse(List.of()).stream()
                .filter(check -> !known.contains(check))
                .forEach(check ->
                        lines.add(
                                "there is no check '%s' in %s%s"
                                        .formatted(
                                                check,
                                                Configuration.FILE,
                                                known.isEmpty()
                                                        ? ", write it under 'checks:'"
                                                        : Nearest.advice(check, known))));
    }

    private void type(Definition definition, List<String> lines) {
        var type = definition.heading().type();
        var known = configuration.policy().types().keySet();
        if (!known.contains(type)) {
            Nearest.to(type, known)
                    .ifPresent(right ->
                            lines.add(
                                    "%s says nothing of the type '%s', did you mean '%s'?"
                                            .formatted(Configuration.FILE, type, right)));
        }
    }
}
