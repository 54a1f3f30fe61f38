package ai.avyay.gates;

import ai.avyay.gates.ChangedFile.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What may not be in any change: forbidden and foreign paths, links out of the tree, droppings,
/// conflict markers.
final class ChangeGuard {
    private static final int LONGEST_PATH = 1_000;

    private final GatePolicy policy;
    private final Globs allowed;
    private final Predicate<String> deliverable;

    /// @param allowed where the task may work; empty: everywhere
    /// @param deliverable whether a path is, or lies in, what the task must produce
    ChangeGuard(GatePolicy policy, Globs allowed, Predicate<String> deliverable) {
        this.policy = policy;
        this.allowed = allowed;
        this.deliverable = deliverable;
    }

    /// Whether its path is short enough to be looked at any further.
    static boolean hasSanePath(ChangedFile file) {
        return !file.touches(path -> path.length() > LONGEST_PATH);
    }

    List<String> objections(List<ChangedFile> files) {
        var objections = new ArrayList<String>();
        var forbidden = Globs.ofAnyCase(policy.forbidden());
        var sane = files.stream().filter(ChangeGuard::hasSanePath).toList();
        object(objections, "paths are too long", files, file -> !hasSanePath(file));
        object(
                objections,
                "no task may change this",
                sane,
                file -> file.touches(forbidden::matchAnyCase));
        object(objections, "outside of allowed_paths", sane, this::outside);
        object(objections, "a submodule was added or changed", sane, ChangedFile::gitlink);
        object(objections, "a symbolic link leads out of the tree", sane, ChangeGuard::escapes);
        object(
                objections,
                "larger than " + policy.droppings().largestFile() + " bytes",
                sane,
                file -> file.change().bytes() > policy.droppings().largestFile() && !wanted(file));
        object(objections, "a binary file that no deliverable names", sane, binary());
        object(objections, "left behind by a build or a tool", sane, output());
        object(objections, "conflict markers were left", sane, ChangeGuard::freshMarkers);
        return objections;
    }

    private static void object(
            List<String> objections,
            String what,
            List<ChangedFile> files,
            Predicate<ChangedFile> such) {
        var paths = files.stream().filter(such).map(file -> Plain.line(file.path(), 120)).toList();
        if (!paths.isEmpty()) {
            objections.add(what + ": " + Plain.list(paths, 5));
        }
    }

    private boolean outside(ChangedFile file) {
        return !allowed.isEmpty()
                && file.touches(path -> !allowed.match(path) && !deliverable.test(path));
    }

    private boolean wanted(ChangedFile file) {
        return deliverable.test(file.path());
    }

    /// Where links are made of `..` after a name, other links decide where they lead.
    private static boolean escapes(ChangedFile file) {
        if (!file.change().symlink()) {
            return false;
        }
        if (!(file.after() instanceof Content.Text(var target))) {
            return true;
        }
        var depth = file.path().split("/", -1).length - 1;
        var named = false;
        for (var part : target.strip().split("/", -1)) {
            if (part.equals("..")) {
                depth--;
            } else if (!part.isEmpty() && !part.equals(".")) {
                named = true;
            }
            if (depth < 0 || (part.equals("..") && named) || part.equalsIgnoreCase(".git")) {
                return true;
            }
        }
        return target.startsWith("/") || target.startsWith("~") || target.contains("\\");
    }

    private Predicate<ChangedFile> binary() {
        var welcome = Globs.of(policy.droppings().binaries());
        return file ->
                file.plainFile()
                        && file.after() instanceof Content.Binary
                        && !(file.before() instanceof Content.Binary)
                        && !wanted(file)
                        && !welcome.match(file.path());
    }

    private Predicate<ChangedFile> output() {
        var outputs = Globs.of(policy.droppings().outputs());
        return file ->
                (file.added() || file.renamed())
                        && !wanted(file)
                        && outputs.match(file.path())
                        && (file.added() || !outputs.match(file.oldPath()));
    }

    private static boolean freshMarkers(ChangedFile file) {
        return hasMarkers(file.after().orEmpty()) && !hasMarkers(file.before().orEmpty());
    }

    /// All three, each at the start of a line, in their order.
    private static boolean hasMarkers(String text) {
        var wanted = List.of("<<<<<<<", "=======", ">>>>>>>").iterator();
        var next = wanted.next();
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (isMarker(line, next)) {
                if (!wanted.hasNext()) {
                    return true;
                }
                next = wanted.next();
            }
        }
        return false;
    }

    private static boolean isMarker(String line, String marker) {
        var alone = line.length() == marker.length();
        return line.startsWith(marker) && (alone || line.charAt(marker.length()) == ' ');
    }
}
