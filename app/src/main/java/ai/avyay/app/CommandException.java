package ai.avyay.app;

/// Ends a command: one or two lines that say what is wrong and what to do, and an exit code.
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    private CommandException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// Why a command ends.
    public enum Kind {
        /// Something broke on the way.
        FAILED(1),
        /// It was not called right.
        WRONG_USE(2),
        /// It was called right, and the state of things does not allow it.
        REFUSED(3);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    public static CommandException failed(String message) {
        return new CommandException(Kind.FAILED, message);
    }

    public static CommandException wrongUse(String message) {
        return new CommandException(Kind.WRONG_USE, message);
    }

    public static CommandException refused(String message) {
        return new CommandException(Kind.REFUSED, message);
    }

    static CommandException of(Kind kind, String message) {
        return new CommandException(kind, message);
    }

    public Kind kind() {
        return kind;
    }
}
