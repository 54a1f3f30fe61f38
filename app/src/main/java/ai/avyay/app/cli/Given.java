package ai.avyay.app.cli;

import org.jspecify.annotations.Nullable;

/// What picocli has filled in before it calls a command.
final class Given {
    private Given() {}

    static <T> T that(@Nullable T required) {
        if (required == null) {
            throw new IllegalStateException("a required argument was not filled in");
        }
        return required;
    }
}
