package ai.avyay.domain;

import java.util.Optional;

/// What a task is called and how it is sorted.
///
/// @param type the kind of work, such as `implementation`; empty if none was given
/// @param priority 0 to 100, higher first
/// @param group a label that people use to keep tasks together
public record Heading(
        String title, String type, int priority, Optional<String> group, Optional<String> notes) {
    public static final int DEFAULT_PRIORITY = 50;

    public Heading {
        if (priority < 0 || priority > 100) {
            throw new IllegalArgumentException("priority must be 0 to 100: " + priority);
        }
    }

    public static Heading titled(String title) {
        return new Heading(title, "", DEFAULT_PRIORITY, Optional.empty(), Optional.empty());
    }

    public Heading withPriority(int changed) {
        return new Heading(title, type, changed, group, notes);
    }

    public Heading withType(String changed) {
        return new Heading(title, changed, priority, group, notes);
    }
}
