package ai.avyay.domain;

import java.util.Locale;

/// The one word that says where a task stands.
public enum Status {
    WAITING,
    RUNNING,
    VERIFYING,
    IN_REVIEW,
    INTEGRATING,
    DONE,
    FAILED,
    ABANDONED;

    /// Whether nothing more happens to a task in this status unless a person asks for it.
    public boolean ended() {
        return this == DONE || this == FAILED || this == ABANDONED;
    }

    /// The word used in files and on the screen, such as `in_review`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
