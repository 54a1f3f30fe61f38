package ai.avyay.domain;

import java.util.Locale;

/// Whether a person must say yes before work is integrated.
public enum Review {
    REQUIRED,
    NONE;

    /// The word used in files, such as `required`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
