package ai.avyay.nodes.ssh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a machine is found to be, for the person who wants work to go there.
///
/// @param machine what no other machine has; empty if it does not say
/// @param findings in the order in which they matter
/// @param capabilities that it could offer, in alphabetical order
/// @param lookedFor capabilities that would have been found
public record Inspection(
        Optional<String> machine,
        List<Finding> findings,
        List<String> capabilities,
        Set<String> lookedFor) {
    private static final long LEAST_FREE_KIB = 5L << 20;
    private static final long KIB_PER_GIB = 1L << 20;
    private static final Duration MOST_SKEW = Duration.ofSeconds(10);

    public Inspection {
        findings = List.copyOf(findings);
        capabilities = List.copyOf(capabilities);
        lookedFor = Set.copyOf(lookedFor);
    }

    /// One thing that was looked at.
    ///
    /// @param advice what to do about it; empty if nothing
    public record Finding(Grade grade, String text, String advice) {}

    /// How good it is.
    public enum Grade {
        GOOD,
        /// Work can go there; it may be slower, or less contained.
        NOTABLE,
        /// Work cannot go there, or will fail.
        BAD
    }

    /// Reads what the script `inspect` says.
    ///
    /// @param destination what a person types after `ssh`
    /// @param programs that were looked for
    static Inspection of(String destination, List<String> programs, String said, Instant now) {
        var reading = new Reading(destination);
        said.lines().forEach(line -> reading.take(line, now));
        return reading.conclude(programs);
    }

    /// Makes findings of lines.
    private static final class Reading {
        private final String destination;
        private final List<Finding> findings = new ArrayList<>();
        private final TreeSet<String> capabilities = new TreeSet<>(List.of("shell"));
        private final PowerSettings power;
        private Optional<String> machine = Optional.empty();
        private boolean git;
        private boolean sandbox;

        Reading(String destination) {
            this.destination = destination;
            this.power = new PowerSettings();
        }

        void take(String line, Instant now) {
            var space = line.indexOf(' ');
            var word = space < 0 ? line : line.substring(0, space);
            var value = space < 0 ? "" : line.substring(space + 1).strip();
            switch (word) {
                case "system" -> system(value);
                case "user" -> user(value);
                case "clock" -> clock(value, now);
                case "machine" -> machine = Optional.of(value);
                case "readonly" -> bad("cannot write to " + value, "see who owns that folder");
                case "free" -> free(value);
                case "git" -> {
                    git = true;
                    good(value);
                }
                case "program" -> program(value);
                case "elsewhere" -> elsewhere(value);
                case "offers" -> offers(value);
                case "sandbox" -> {
                    sandbox = true;
                    good("sandbox: " + value);
                }
                case "power" -> power.take(value);
                default -> {}
            }
        }

        private void system(String value) {
            good("system: " + value.replace("Darwin", "macOS"));
            power.system(value);
        }

        private void user(String value) {
            if (value.equals("0")) {
                notable(
                        "its user is the superuser",
                        "let agents work under a user of their own: how many processes one starts cannot be limited");
            }
        }

        private void clock(String value, Instant now) {
            var ahead = Duration.between(now, Instant.ofEpochSecond(number(value)));
            if (ahead.abs().compareTo(MOST_SKEW) > 0) {
                notable(
                        "its clock is %d s %s"
                                .formatted(
                                        ahead.abs().toSeconds(),
                                        ahead.isNegative() ? "behind" : "ahead"),
                        "leases do not go by it, but builds and certificates may; switch on time synchronisation there");
            }
        }

        private void free(String value) {
            var kib = number(value);
            var text = "%.0f GiB free".formatted((double) kib / KIB_PER_GIB);
            if (kib < LEAST_FREE_KIB) {
                notable(text, "make room: a workspace is a whole clone with its build");
            } else {
                good(text);
            }
        }

        private void program(String value) {
            var words = value.split(" ", 3);
            if (words.length < 2) {
                return;
            }
            capabilities.add(words[0]);
            var version = words.length < 3 || words[2].isBlank() ? "" : " (" + words[2] + ")";
            good("agent " + words[0] + ": " + words[1] + version);
        }

        private void elsewhere(String value) {
            var words = value.split(" ", 2);
            if (words.length < 2) {
                return;
            }
            bad(
                    "agent %s is found by a login only: %s".formatted(words[0], words[1]),
                    "put its folder on the PATH that `ssh %s 'echo $PATH'` shows (on a Mac: in ~/.zshenv)"
                            .formatted(destination));
        }

        private void offers(String value) {
            var words = value.split(" ", 2);
            capabilities.add(words[0]);
            good(words[0] + ": " + (words.length < 2 ? "yes" : words[1]));
        }

        Inspection conclude(List<String> programs) {
            if (!git) {
                bad("git is not there", "install git on it");
            }
            if (!sandbox) {
                notable(
                        "nothing there keeps a program within its workspace",
                        "install bubblewrap on it, else agents with a model need `sandbox: none`");
            }
            findings.addAll(power.findings());
            var ordered =
                    findings.stream()
                            .sorted((one, other) -> other.grade().compareTo(one.grade()))
                            .toList();
            var lookedFor = new HashSet<>(programs);
            lookedFor.add("xcode");
            return new Inspection(machine, ordered, List.copyOf(capabilities), lookedFor);
        }

        private void good(String text) {
            findings.add(new Finding(Grade.GOOD, text, ""));
        }

        private void notable(String text, String advice) {
            findings.add(new Finding(Grade.NOTABLE, text, advice));
        }

        private void bad(String text, String advice) {
            findings.add(new Finding(Grade.BAD, text, advice));
        }

        private static long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }
}
