package ai.avyay.queue;

import ai.avyay.domain.TaskId;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names that are no task ids, and the ids to use instead.
final class TaskIds {
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^-+|-+$");
    private static final int LONGEST = 64;

    private TaskIds() {}

    /// The id that comes nearest to `name`; empty if nothing of `name` is left.
    static Optional<TaskId> nearest(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var dashes = FOREIGN.matcher(plain.replaceAll("\\p{M}", "")).replaceAll("-");
        var cut = dashes.length() > LONGEST ? dashes.substring(0, LONGEST) : dashes;
        return TaskId.parse(EDGES.matcher(cut).replaceAll(""));
    }

    static String complaint(String name) {
        return "'%s' is not a task id, use lower-case letters, digits and dashes%s"
                .formatted(name, nearest(name).map(id -> ": " + id).orElse(""));
    }
}
