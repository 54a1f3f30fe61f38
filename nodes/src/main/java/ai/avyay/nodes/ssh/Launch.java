package ai.avyay.nodes.ssh;

import ai.avyay.engine.Execution;
import ai.avyay.engine.Execution.HomeFile;
import ai.avyay.engine.Execution.Layer;
import ai.avyay.nodes.BubblewrapArguments;
import ai.avyay.nodes.Enclosure;
import ai.avyay.nodes.Mount;
import ai.avyay.nodes.SeatbeltProfile;
import ai.avyay.nodes.SyntheticFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The script by which a node becomes a program in its sandbox.
///
/// @param sent files of ours that the program is to see, by the folder of ours they lie in
record Launch(RemoteFacts facts, Execution execution, Sent sent) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String PATH =
            "/opt/homebrew/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String MOST_PROCESSES = "2048";

    /// Says whether the program is there, and becomes it; the shell's own words are not its.
    private static final String ENTRY =
            """
            most=$1
            shift
            command -v "$1" >/dev/null 2>&1 || { echo missing >&3; exit 127; }
            echo entered >&3
            exec 3>&-
            ulimit -p "$most" 2>/dev/null || ulimit -u "$most" 2>/dev/null
            exec 4>&2 2>/dev/null
            ("$@" 2>&4 4>&-) </dev/null
            exit $?
            """;

    /// The whole script; `$1` is the workspace's folder, `$2` that of the run, `$3` the user's
    /// home.
    String text() {
        var lines = new ArrayList<>(List.of("place=$1 run=$2 home=$3"));
        // It may hold keys; it has been read when it is gone.
        lines.add("rm -f \"$run/launch\"");
        lines.add("refuse() { echo \"$1\" >&3; exit 1; }");
        for (var layer : execution.surroundings().layers()) {
            lines.addAll(filling(layer));
        }
        for (var file : execution.surroundings().home()) {
            if (file instanceof HomeFile.Shared(var path, _)) {
                lines.addAll(shared(path));
            }
        }
        var enclosure = enclosure();
        new TreeMap<>(enclosure.environment())
                .forEach((name, value) -> {
                    if (!NAME.matcher(name).matches()) {
                        throw new IllegalArgumentException(
                                "'%s' is no name of an environment variable".formatted(name));
                    }
                    if (!facts.remaps() || !BubblewrapArguments.ofLoader(name)) {
                        lines.add("export " + name + "=" + word(value));
                    }
                });
        lines.add("cd " + Words.filled(facts.remaps() ? "/" : tree()) + " || exit 1");
        lines.add("exec " + Words.filled(around(enclosure)) + " " + entry());
        return String.join("\n", lines) + "\n";
    }

    private String entry() {
        var words = new ArrayList<String>();
        List.of("/bin/sh", "-c", ENTRY, "sh", facts.remaps() ? MOST_PROCESSES : "unlimited")
                .forEach(word -> words.add(Words.plain(word)));
        execution.command().forEach(word -> words.add(word(word)));
        return String.join(" ", words);
    }

    /// A word of the program's own. Where files cannot be shown at our paths, it says theirs.
    private String word(String word) {
        if (facts.remaps()) {
            return Words.plain(word).replace(Words.plain(Words.PLACE), "\"$place\"");
        }
        return Words.filled(sent.replaced(word));
    }

    private List<String> around(Enclosure enclosure) {
        return switch (facts.containment()) {
            case RemoteFacts.Containment.Bubblewrap() -> {
                var words = new ArrayList<>(List.of("bwrap"));
                words.addAll(
                        new BubblewrapArguments(facts.folders(), Optional.empty()).of(enclosure));
                yield words;
            }
            case RemoteFacts.Containment.Seatbelt() ->
                    List.of(
                            "/usr/bin/sandbox-exec",
                            "-p",
                            new SeatbeltProfile(Optional.empty()).of(enclosure));
            case RemoteFacts.Containment.None _ -> List.of();
        };
    }

    private Enclosure enclosure() {
        var around = execution.surroundings();
        var mounts = new ArrayList<Mount>();
        mounts.add(Mount.writable(Path.of(Words.PLACE, "tmp"), temporary()));
        if (facts.remaps()) {
            mounts.addAll(
                    SyntheticFiles.mounts(Path.of(Words.PLACE, "run", "etc"), around.network()));
        }
        sent.mounts().forEach(mounts::add);
        for (var path : around.visible()) {
            if (!sent.holds(path)) {
                mounts.add(Mount.readableIfThere(path, path.normalize().toString()));
            }
        }
        mounts.add(Mount.writable(Path.of(Words.PLACE, "home"), home()));
        mounts.add(Mount.writable(Path.of(Words.PLACE, "tree"), tree()));
        if (facts.remaps()) {
            around.layers().forEach(layer -> mounts.add(mount(layer)));
            for (var file : around.home()) {
                if (file instanceof HomeFile.Shared(var path, _)) {
                    mounts.add(Mount.readable(Path.of(Words.HOME, path), home() + "/" + path));
                }
            }
        }
        return new Enclosure(List.of(), mounts, around.network(), tree(), environment());
    }

    private Map<String, String> environment() {
        var whole = new TreeMap<>(Map.of("PATH", PATH, "LANG", "C.UTF-8", "TERM", "dumb"));
        whole.putAll(execution.environment());
        whole.put("HOME", home());
        whole.put("TMPDIR", temporary());
        return whole;
    }

    private String tree() {
        return facts.remaps() ? "/avyay/workspace" : Words.PLACE + "/tree";
    }

    private String home() {
        return facts.remaps() ? "/avyay/home" : Words.PLACE + "/home";
    }

    private String temporary() {
        return facts.remaps() ? "/tmp" : Words.PLACE + "/tmp";
    }

    private Mount mount(Layer layer) {
        var target = Path.of(home()).resolve(layer.target()).normalize();
        return Mount.writable(
                Path.of(Words.RUN, "layers", Integer.toString(number(layer))), target.toString());
    }

    private int number(Layer layer) {
        return execution.surroundings().layers().indexOf(layer);
    }

    /// Fills the copy that stands for a layer; where the machine has no such folder it is empty.
    private List<String> filling(Layer layer) {
        if (!facts.remaps() && layer.target().startsWith("/")) {
            throw new IllegalArgumentException(
                    "without a sandbox a layer can only lie in HOME, not at " + layer.target());
        }
        var copy =
                Words.filled(
                        facts.remaps()
                                ? Words.RUN + "/layers/" + number(layer)
                                : home() + "/" + layer.target());
        var base = Words.plain(layer.base().toString());
        return List.of(
                "mkdir -p " + copy + " || refuse 'there is no room for a cache'",
                "[ ! -d "
                        + base
                        + " ] || cp -Rp "
                        + base
                        + "/. "
                        + copy
                        + " || refuse 'a cache cannot be copied'");
    }

    private List<String> shared(String path) {
        var file = Words.filled(Words.HOME + "/" + path);
        var said = Words.plain("~/" + path + " is not there: log in on that machine");
        var needed = "[ -f " + file + " ] || refuse " + said;
        var copy = Words.filled(home() + "/" + path);
        return facts.remaps()
                ? List.of(needed)
                : List.of(needed, "cp " + file + " " + copy, "chmod 400 " + copy);
    }
}
