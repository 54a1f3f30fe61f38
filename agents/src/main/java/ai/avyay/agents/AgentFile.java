package ai.avyay.agents;

import ai.avyay.engine.Execution.Network;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// An agent as its YAML file describes it; the keys are the components' names in snake_case.
///
/// @param usesModel said by an agent that calls none; the others do
record AgentFile(
        @JsonProperty(required = true) String name,
        Optional<Boolean> usesModel,
        @JsonProperty(required = true) Program program,
        @JsonProperty(required = true) Run run,
        Optional<Access> access,
        @JsonProperty(required = true) Output output) {
    AgentFile {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "'%s' is no name for an agent, use small letters, digits and '-'"
                            .formatted(name));
        }
    }

    /// What is installed on the machine.
    ///
    /// @param executable looked up on the PATH of the user
    /// @param install the command that installs it
    /// @param visible more paths that it reads; `~/` at the start is the user's home
    record Program(
            @JsonProperty(required = true) String executable,
            Optional<String> install,
            List<String> visible) {
        Program {
            visible = List.copyOf(visible);
        }
    }

    /// How it is run.
    ///
    /// @param options words that take the place of `{options}` where their condition holds: `model`
    ///   (one is chosen), `key` or `own_login` (what it shows to its provider), or a variable that
    ///   it gets
    /// @param home text files in the private HOME
    record Run(
            @JsonProperty(required = true) List<String> command,
            Map<String, List<String>> options,
            Map<String, String> environment,
            Map<String, String> home,
            Optional<String> model) {
        Run {
            if (command.isEmpty()) {
                throw new IllegalArgumentException(
                        "the command is empty, list its words: [\"{program}\", ...]");
            }
            command = List.copyOf(command);
            // In the order written: the words of a command have one.
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
            environment = Map.copyOf(environment);
            home = Map.copyOf(home);
            Placeholders.check(command);
            options.values().forEach(Placeholders::check);
            Placeholders.check(environment.values());
            Placeholders.check(home.values());
        }
    }

    /// What of the user it gets, and whom it may talk to.
    ///
    /// @param network `open` if not said
    /// @param keys variables that hold a key; one of them is enough
    /// @param needsKey said by a program that also works without
    /// @param passes variables that hold no secret: addresses, proxies, certificates
    record Access(
            Optional<Network> network,
            List<String> keys,
            Optional<Boolean> needsKey,
            List<String> passes,
            Optional<OwnLogin> login) {
        static final Access NONE =
                new Access(
                        Optional.of(Network.NONE),
                        List.of(),
                        Optional.of(false),
                        List.of(),
                        Optional.empty());

        Access {
            keys = List.copyOf(keys);
            passes = List.copyOf(passes);
        }
    }

    /// The user's own login.
    ///
    /// @param files relative to HOME; they become readable, and nothing else of the home folder
    ///   does
    /// @param renew the command that renews it
    /// @param environment added with it
    /// @param home text files in the private HOME, added with it
    record OwnLogin(
            List<String> files,
            @JsonProperty(required = true) String renew,
            Map<String, String> environment,
            Map<String, String> home) {
        OwnLogin {
            files = List.copyOf(files);
            environment = Map.copyOf(environment);
            home = Map.copyOf(home);
        }
    }

    /// How its output is read.
    ///
    /// @param patterns for the format `text`: regular expressions that are looked for in each line
    record Output(Format format, Optional<TextPatterns> patterns) {
        Output {}
    }

    /// What lines of plain text mean.
    ///
    /// @param failures by what they mean: `rate_limited`, `login_expired`, `over_budget`, `denied`,
    ///   `provider_error` or `failed`
    /// @param retried a line after which a failure so far does not count, since the call is tried
    ///   again
    /// @param finished a line without which the run has not ended well
    /// @param inputTokens the first group is a count, such as `1234`, `1.2k` or `3M`; counts of
    ///   several lines add up
    /// @param costUsd the first group is the cost of the whole run in United States dollars so far
    record TextPatterns(
            Map<Meaning, String> failures,
            Optional<String> retried,
            Optional<String> finished,
            Optional<String> inputTokens,
            Optional<String> outputTokens,
            Optional<String> costUsd) {
        static final TextPatterns NONE =
                new TextPatterns(
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        TextPatterns {
            failures = Map.copyOf(failures);
            failures.values().forEach(TextPatterns::check);
            Stream.of(retried, finished, inputTokens, outputTokens, costUsd)
                    .flatMap(Optional::stream)
                    .forEach(TextPatterns::check);
        }

        private static void check(String pattern) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException wrong) {
                throw new IllegalArgumentException(
                        "'%s' is no regular expression: %s"
                                .formatted(pattern, wrong.getDescription()),
                        wrong);
            }
        }
    }

    /// What a line of plain text can mean.
    enum Meaning {
        RATE_LIMITED,
        LOGIN_EXPIRED,
        OVER_BUDGET,
        DENIED,
        PROVIDER_ERROR,
        FAILED
    }
}
