package ai.avyay.integration;

import java.io.IOException;

/// Why work is not taken into the hub; its words continue "the work was refused:".
final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    Refusal(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
