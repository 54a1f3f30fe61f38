package ai.avyay.agents;

import ai.avyay.engine.Agent;
import ai.avyay.engine.AgentReport;
import ai.avyay.engine.Execution.HomeFile;
import ai.avyay.engine.Execution.Network;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An agent as a YAML file describes it, for one user.
final class YamlAgent implements Agent {
    /// Linux takes 128 KiB in one word of a command.
    private static final int LONGEST_WORD = 100_000;

    private final AgentFile file;
    private final AgentFile.Access access;
    private final AgentSettings settings;
    private final User user;

    YamlAgent(AgentFile file, AgentSettings settings, User user) {
        this.file = file;
        this.access = file.access().orElse(AgentFile.Access.NONE);
        this.settings = settings;
        this.user = user;
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public boolean usesModel() {
        return file.usesModel().orElse(true);
    }

    @Override
    public Optional<String> missing() {
        try {
            Executable.find(file.program().executable(), user);
        } catch (Executable.NotFound absent) {
            return Optional.of(notInstalled(absent.program()));
        }
        return switch (settings.login()) {
            case KEY -> missingKey();
            case OWN -> missingLogin();
        };
    }

    private String notInstalled(String program) {
        var how =
                file.program()
                        .install()
                        .map(command -> "; install it with `" + command + "`")
                        .orElse("");
        return program.equals(file.program().executable())
                ? "%s needs the program %s, which is not on the PATH%s"
                        .formatted(name(), program, how)
                : "%s needs %s, by which %s is run; install it"
                        .formatted(name(), program, file.program().executable());
    }

    private Optional<String> missingKey() {
        if (access.keys().isEmpty()
                || !access.needsKey().orElse(true)
                || access.keys().stream()
                        .anyMatch(key -> environment(Optional.empty()).containsKey(key))) {
            return Optional.empty();
        }
        var own =
                access.login()
                        .map(login ->
                                "; or say `login: own` for it in avyay.yaml to use your own login, whose files it can then read: "
                                        + String.join(", ", login.files()))
                        .orElse("");
        return Optional.of(
                "%s has no key: set %s%s".formatted(name(), access.keys().getFirst(), own));
    }

    private Optional<String> missingLogin() {
        if (access.login().isEmpty()) {
            return Optional.of(
                    "%s has no login of its own to use: say `login: key`".formatted(name()));
        }
        var login = access.login().get();
        return shared(login).isEmpty()
                ? Optional.of("%s is not logged in: run `%s`".formatted(name(), login.renew()))
                : Optional.empty();
    }

    @Override
    public Invocation invocation(Prompt prompt) {
        var executable = executable();
        var model = prompt.model().or(settings::model).or(() -> file.run().model());
        var environment = environment(model);
        var values = new LinkedHashMap<>(environment);
        model.ifPresent(chosen -> values.put("model", chosen));
        values.put("prompt", word(prompt));
        values.put("prompt_file", prompt.file().toString());
        values.put("instructions", prompt.instructions());
        var command = command(executable, new Placeholders(values), conditions(model, environment));
        return new Invocation(
                command, environment, surroundings(executable, new Placeholders(values)));
    }

    private Executable executable() {
        try {
            return Executable.find(file.program().executable(), user);
        } catch (Executable.NotFound absent) {
            throw new IllegalStateException(notInstalled(absent.program()), absent);
        }
    }

    /// The prompt as one word that no program takes for an option.
    private static String word(Prompt prompt) {
        var text = prompt.text().replace("\0", "");
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_WORD) {
            return "Your task stands in the file %s: read all of it, then do what it says."
                    .formatted(prompt.file());
        }
        return text.startsWith("-") ? "\n" + text : text;
    }

    private Map<String, String> environment(Optional<String> model) {
        var environment = new LinkedHashMap<String, String>();
        access.passes()
                .forEach(name ->
                        user.variable(name).ifPresent(value -> environment.put(name, value)));
        var fixed = new LinkedHashMap<>(file.run().environment());
        switch (settings.login()) {
            case KEY ->
                    access.keys()
                            .forEach(name ->
                                    user.variable(name)
                                            .ifPresent(value -> environment.put(name, value)));
            case OWN -> access.login().ifPresent(login -> fixed.putAll(login.environment()));
        }
        var known = new LinkedHashMap<>(environment);
        known.putAll(settings.environment());
        model.ifPresent(chosen -> known.put("model", chosen));
        var placeholders = new Placeholders(known);
        fixed.forEach((name, text) ->
                placeholders.fillWhole(text).ifPresent(value -> environment.put(name, value)));
        environment.putAll(settings.environment());
        return environment;
    }

    private Set<String> conditions(Optional<String> model, Map<String, String> environment) {
        var conditions = new LinkedHashSet<>(environment.keySet());
        model.ifPresent(chosen -> conditions.add("model"));
        conditions.add(
                switch (settings.login()) {
                    case KEY -> "key";
                    case OWN -> "own_login";
                });
        return conditions;
    }

    private List<String> command(
            Executable executable, Placeholders placeholders, Set<String> conditions) {
        var command = new ArrayList<String>();
        for (var word : file.run().command()) {
            switch (word) {
                case Placeholders.PROGRAM -> command.addAll(executable.command());
                case Placeholders.OPTIONS ->
                        file.run().options().entrySet().stream()
                                .filter(option -> conditions.contains(option.getKey()))
                                .flatMap(option -> option.getValue().stream())
                                .map(placeholders::fill)
                                .forEach(command::add);
                default -> command.add(placeholders.fill(word));
            }
        }
        return command;
    }

    private Surroundings surroundings(Executable executable, Placeholders placeholders) {
        var visible = new LinkedHashSet<>(executable.visible());
        file.program().visible().stream()
                .map(user::path)
                .filter(Files::exists)
                .forEach(visible::add);
        var written = new LinkedHashMap<>(file.run().home());
        var home = new ArrayList<HomeFile>();
        if (settings.login() == AgentSettings.Login.OWN) {
            access.login()
                    .ifPresent(login -> {
                        written.putAll(login.home());
                        home.addAll(shared(login));
                    });
        }
        written.forEach(
                (path, text) -> home.add(new HomeFile.Written(path, placeholders.fill(text))));
        return new Surroundings(
                access.network().orElse(Network.OPEN), List.copyOf(visible), home, List.of());
    }

    private List<HomeFile> shared(AgentFile.OwnLogin login) {
        return login.files().stream()
                .filter(path -> Files.isRegularFile(user.home().resolve(path)))
                .<HomeFile>map(path -> new HomeFile.Shared(path, user.home().resolve(path)))
                .toList();
    }

    @Override
    public AgentReport read(Path log, Exit exit) {
        var output = file.output();
        var transcript =
                output.format().transcript(output.patterns().orElse(AgentFile.TextPatterns.NONE));
        LogLines.each(log, transcript::hear);
        return transcript.report(new Transcript.Ending(exit, lastWritten(log), renewal()));
    }

    /// The log was written last when the program ended, so that reading it again tells the same
    /// times.
    private static Instant lastWritten(Path log) {
        try {
            return Files.getLastModifiedTime(log).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    private String renewal() {
        return switch (settings.login()) {
            case KEY ->
                    "export " + (access.keys().isEmpty() ? "KEY" : access.keys().getFirst()) + "=…";
            case OWN ->
                    access.login()
                            .map(AgentFile.OwnLogin::renew)
                            .orElse(file.program().executable());
        };
    }
}
