package ai.avyay.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a task: lower-case letters, digits and dashes, at most 64 characters, safe as a file
/// and branch name.
public record TaskId(String value) implements Comparable<TaskId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public TaskId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a task id: '" + value + "' (" + FORM.pattern() + ")");
        }
    }

    /// The id written as `text`, or empty if `text` does not have the form of one.
    public static Optional<TaskId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TaskId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(TaskId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
