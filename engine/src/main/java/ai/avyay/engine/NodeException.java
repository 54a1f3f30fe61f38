package ai.avyay.engine;

/// A node could not do what it was asked; the message names the node, the action and the next step.
public sealed class NodeException extends RuntimeException permits NodeAwayException {
    private static final long serialVersionUID = 1;

    public NodeException(String message) {
        super(message);
    }

    public NodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
