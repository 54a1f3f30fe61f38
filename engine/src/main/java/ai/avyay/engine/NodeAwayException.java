package ai.avyay.engine;

/// A node could not be reached, or the connection to it was lost. What was going on there may go
/// on: this says nothing about the work.
public final class NodeAwayException extends NodeException {
    private static final long serialVersionUID = 1;

    public NodeAwayException(String message) {
        super(message);
    }

    public NodeAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
