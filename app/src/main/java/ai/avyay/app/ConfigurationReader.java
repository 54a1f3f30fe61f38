package ai.avyay.app;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.documents.Nearest;
import ai.avyay.documents.Place;
import ai.avyay.documents.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the configuration, and refuses what does not fit together with its line.
public final class ConfigurationReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern DESTINATION = Pattern.compile("[^-\\s][^\\s]{0,255}");

    private final Programs programs;

    public ConfigurationReader(Programs programs) {
        this.programs = programs;
    }

    /// The configuration of the repository at `root`.
    ///
    /// @throws DocumentException if there is a file and it cannot be taken as it is
    public Configuration read(Path root) {
        return read(Configuration.FILE, text(root));
    }

    /// What the file of the repository at `root` says now; empty if there is none.
    static String text(Path root) {
        var file = root.resolve(Configuration.FILE);
        return Files.exists(file) ? Documents.text(file) : "";
    }

    /// The configuration that `text` describes.
    ///
    /// @param name what the text is called in a complaint
    public Configuration read(String name, String text) {
        var file = Documents.yaml(ConfigurationFile.class).read(name, text);
        var examined = new Examined(name, Documents.yaml(name, text), file);
        examined.refuseMisfits();
        return new ConfigurationMapping(file, programs).configuration(text, hash(text));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// A file of the right shape, held against itself and this machine.
    private final class Examined {
        private final String name;
        private final Value tree;
        private final ConfigurationFile file;

        Examined(String name, Value tree, ConfigurationFile file) {
            this.name = name;
            this.tree = tree;
            this.file = file;
        }

        void refuseMisfits() {
            file.nodes().forEach(this::refuseNode);
            file.agents().ifPresent(this::refuseAgents);
            file.types().forEach((type, said) -> refuseUnknownChecks(type, said.checks()));
            file.caches().forEach(this::refuseCache);
            file.guards().ifPresent(this::refuseGuards);
            file.checks().forEach(this::refuseCheck);
            file.areas()
                    .forEach((area, said) -> {
                        if (said.paths().isEmpty()) {
                            throw wrong(
                                    Places.ofKey(tree, "areas", area, "paths"),
                                    "areas.%s.paths is empty, name at least one path such as \"src/api/**\""
                                            .formatted(area));
                        }
                    });
        }

        private void refuseNode(String node, ConfigurationFile.Machine said) {
            if (!NAME.matcher(node).matches()) {
                throw wrong(
                        Places.ofKey(tree, "nodes", node),
                        "'%s' cannot be a node's name, use lower-case letters, digits, '-', '_' and '.'"
                                .formatted(node));
            }
            said.ssh()
                    .filter(destination -> !DESTINATION.matcher(destination).matches())
                    .ifPresent(destination -> {
                        throw wrong(
                                Places.ofValue(tree, "nodes", node, "ssh"),
                                "'%s' is no machine that ssh could reach, write what you type after `ssh`, such as dev@mbp3"
                                        .formatted(destination));
                    });
        }

        private void refuseAgents(ConfigurationFile.Programs said) {
            said.standard()
                    .ifPresent(agent ->
                            refuseUnknownAgent(agent, Places.ofValue(tree, "agents", "default")));
            said.byType()
                    .forEach((type, agent) ->
                            refuseUnknownAgent(
                                    agent, Places.ofValue(tree, "agents", "by_type", type)));
            refuseUnknownCaches(said.caches(), "agents", "caches");
            said.settings()
                    .keySet()
                    .forEach(agent ->
                            refuseUnknownAgent(
                                    agent, Places.ofKey(tree, "agents", "settings", agent)));
        }

        private void refuseUnknownAgent(String agent, Place place) {
            refuseUnknown("agent", agent, programs.known(), place);
        }

        private void refuseUnknownChecks(String type, Optional<List<String>> checks) {
            var named = checks.orElse(List.of());
            for (var i = 0; i < named.size(); i++) {
                var place = Places.ofItem(tree, i, "types", type, "checks");
                if (file.checks().isEmpty()) {
                    throw wrong(
                            place,
                            "there is no check '%s', write it under 'checks:'"
                                    .formatted(named.get(i)));
                }
                refuseUnknown("check", named.get(i), file.checks().keySet(), place);
            }
        }

        private void refuseCheck(String check, ConfigurationFile.Measure said) {
            var offered = offered();
            for (var i = 0; i < said.capabilities().size(); i++) {
                var wanted = said.capabilities().get(i);
                if (!offered.contains(wanted)) {
                    throw wrong(
                            Places.ofItem(tree, i, "checks", check, "capabilities"),
                            "no node offers '%s'%s"
                                    .formatted(wanted, Nearest.advice(wanted, offered)));
                }
            }
            refuseUnknownCaches(said.caches(), "checks", check, "caches");
        }

        private void refuseGuards(ConfigurationFile.Guards said) {
            for (var i = 0; i < said.forbidden().size(); i++) {
                if (said.forbidden().get(i).startsWith("!")) {
                    throw wrong(
                            Places.ofItem(tree, i, "guards", "forbidden"),
                            "guards.forbidden only adds, '%s' cannot take back"
                                    .formatted(said.forbidden().get(i)));
                }
            }
        }

        private void refuseUnknownCaches(List<String> named, String... keys) {
            var known =
                    Stream.concat(file.caches().keySet().stream(), Caches.names().stream())
                            .distinct()
                            .toList();
            for (var i = 0; i < named.size(); i++) {
                refuseUnknown("cache", named.get(i), known, Places.ofItem(tree, i, keys));
            }
        }

        private void refuseCache(String cache, ConfigurationFile.Store said) {
            if (!NAME.matcher(cache).matches()) {
                throw wrong(
                        Places.ofKey(tree, "caches", cache),
                        "'%s' cannot be a cache's name, use lower-case letters, digits, '-', '_' and '.'"
                                .formatted(cache));
            }
            if (Caches.named(cache).isEmpty() && (said.path().isEmpty() || said.warm().isEmpty())) {
                throw wrong(
                        Places.ofKey(tree, "caches", cache),
                        "only %s need no description; say under caches.%s where it lies (path) and how it is filled (warm)"
                                .formatted(String.join(", ", Caches.names()), cache));
            }
        }

        private List<String> offered() {
            var unsaid =
                    file.nodes().isEmpty()
                            || file.nodes().values().stream()
                                    .anyMatch(node -> node.capabilities().isEmpty());
            var said =
                    file.nodes().values().stream()
                            .flatMap(node -> node.capabilities().orElse(List.of()).stream());
            return Stream.concat(said, unsaid ? programs.installed().stream() : Stream.of())
                    .distinct()
                    .toList();
        }

        private void refuseUnknown(
                String what, String word, Collection<String> known, Place place) {
            if (!known.contains(word)) {
                throw wrong(
                        place,
                        "there is no %s '%s'%s".formatted(what, word, Nearest.advice(word, known)));
            }
        }

        private DocumentException wrong(Place place, String complaint) {
            return new DocumentException(name, place, complaint);
        }
    }
}
