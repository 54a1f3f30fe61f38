package ai.avyay.engine;

/// The queue could not be read or written; the message names the file and what to do.
public final class QueueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public QueueException(String message) {
        super(message);
    }

    public QueueException(String message, Throwable cause) {
        super(message, cause);
    }
}
