package ai.avyay.gates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What a task must produce. A folder is produced by one file in it that holds something.
record Deliverables(List<String> declared) {
    Deliverables {
        declared = declared.stream().map(Deliverables::plain).distinct().toList();
    }

    private static String plain(String path) {
        var start = path.startsWith("./") ? path.substring(2) : path;
        return start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
    }

    boolean isEmpty() {
        return declared.isEmpty();
    }

    /// Whether a path is one of them or lies in one of them.
    boolean cover(String path) {
        return declared.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
    }

    /// @param paths all files of the commit
    /// @param filled whether the file at a path holds more than white space
    List<String> objections(Collection<String> paths, Predicate<String> filled) {
        var sorted = new TreeSet<>(paths);
        var objections = new ArrayList<String>();
        for (var deliverable : declared) {
            var files = files(sorted, deliverable);
            if (files.isEmpty()) {
                objections.add("the deliverable " + deliverable + " is missing");
            } else if (files.stream().noneMatch(filled)) {
                objections.add("the deliverable " + deliverable + " is empty");
            }
        }
        return objections;
    }

    private static List<String> files(NavigableSet<String> paths, String deliverable) {
        if (paths.contains(deliverable)) {
            return List.of(deliverable);
        }
        return List.copyOf(paths.subSet(deliverable + "/", deliverable + "0"));
    }
}
