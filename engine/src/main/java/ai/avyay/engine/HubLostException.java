package ai.avyay.engine;

/// The hub as a whole cannot be read any more: nothing works until it is opened again, which mends
/// it. The message names the place and the damage.
public final class HubLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public HubLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
