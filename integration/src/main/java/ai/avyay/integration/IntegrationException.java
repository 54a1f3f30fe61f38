package ai.avyay.integration;

/// Git could not do what was asked in the hub or in the user's repository; the message names the
/// place, the action and the next step. Nothing is half done after it.
public sealed class IntegrationException extends RuntimeException permits UnreadableException {
    private static final long serialVersionUID = 1;

    public IntegrationException(String message) {
        super(message);
    }

    public IntegrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
