package ai.avyay.engine;

/// The work of one attempt is not in the hub any more, or not all of it; the hub itself is well.
public final class WorkLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WorkLostException(String message) {
        super(message);
    }

    public WorkLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
