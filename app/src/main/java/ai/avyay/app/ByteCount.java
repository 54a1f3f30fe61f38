package ai.avyay.app;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;
import java.util.regex.Pattern;

/// A size as people write it: `5MB`, `800KB`, or a number of bytes; 1 KB is 1024 bytes.
record ByteCount(long bytes) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})\\s?([KMG]?)B?");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ByteCount of(String said) {
        var match = FORM.matcher(said.strip().toUpperCase(Locale.ROOT));
        if (!match.matches()) {
            throw new IllegalArgumentException("'%s' is not a size such as 5MB".formatted(said));
        }
        var number = Long.parseLong(match.group(1));
        return new ByteCount(
                switch (match.group(2)) {
                    case "K" -> number << 10;
                    case "M" -> number << 20;
                    case "G" -> number << 30;
                    default -> number;
                });
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ByteCount of(long bytes) {
        return new ByteCount(bytes);
    }

    /// `bytes` in the unit that a person would take.
    static String shown(long bytes) {
        if (bytes >= 1 << 30) {
            return "%.1f GB".formatted(bytes / (double) (1 << 30));
        }
        return bytes >= 1 << 20 ? (bytes >> 20) + " MB" : ((bytes + 1023) >> 10) + " KB";
    }
}
