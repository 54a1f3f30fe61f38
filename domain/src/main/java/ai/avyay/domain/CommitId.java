package ai.avyay.domain;

import java.util.regex.Pattern;

/// The full hexadecimal name of a git commit (SHA-1 or SHA-256).
public record CommitId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public CommitId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a commit: '" + value + "'");
        }
    }

    /// The first ten digits, for people.
    public String abbreviated() {
        return value.substring(0, 10);
    }

    @Override
    public String toString() {
        return value;
    }
}
