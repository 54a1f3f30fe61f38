package ai.avyay.integration;

/// Something in the hub is missing, damaged or could not be read just now.
final class UnreadableException extends IntegrationException {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
        super(message);
    }

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
