package ai.avyay.nodes.ssh;

import ai.avyay.engine.NodeException;
import ai.avyay.nodes.SystemFolders;
import ai.avyay.nodes.Unconfined;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What a machine is found to be.
///
/// @param superuser whether its user is
record RemoteFacts(boolean superuser, SystemFolders folders, Containment containment) {

    /// How the machine keeps programs within their workspaces.
    sealed interface Containment {
        record Bubblewrap() implements Containment {}

        record Seatbelt() implements Containment {}

        record None(String reason) implements Containment {}
    }

    /// Reads what the script `probe` says.
    static RemoteFacts parse(String destination, String said) {
        var there = new ArrayList<Path>();
        var links = new TreeMap<String, String>();
        var superuser = false;
        Containment containment = new Containment.None("it was not found out");
        for (var line : said.lines().toList()) {
            var words = line.split(" ", 2);
            var value = words.length < 2 ? "" : words[1];
            switch (words[0]) {
                case "user" -> superuser = value.equals("0");
                case "there" -> there.add(Path.of(value));
                case "link" -> {
                    var link = value.split(" ", 2);
                    links.put(link[0], link.length < 2 ? "" : link[1]);
                }
                case "sandbox" ->
                        containment =
                                value.equals("bwrap")
                                        ? new Containment.Bubblewrap()
                                        : new Containment.Seatbelt();
                case "none" -> containment = new Containment.None(value);
                default -> {}
            }
        }
        if (there.isEmpty()) {
            throw new NodeException(destination + ": it says nothing of itself: " + said.strip());
        }
        return new RemoteFacts(superuser, new SystemFolders(there, links), containment);
    }

    /// What it does not contain, in plain words.
    List<String> uncontained() {
        return switch (containment) {
            case Containment.Bubblewrap() ->
                    superuser
                            ? List.of(
                                    "how many processes a program starts (its user is the superuser; use another)")
                            : List.of();
            case Containment.Seatbelt() ->
                    List.of(
                            "a program that leaves its process tree lives on after its attempt, inside its sandbox",
                            "names and sizes of files outside of the workspace can be seen, not their content");
            case Containment.None(var reason) -> new Unconfined(reason).uncontained();
        };
    }

    /// Whether a program sees its files at other paths than they have outside.
    boolean remaps() {
        return containment instanceof Containment.Bubblewrap;
    }
}
