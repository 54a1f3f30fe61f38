package ai.avyay.simulation;

/// The end of the engine in the midst of what it was doing.
final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;

    Crash(String where) {
        super(where, null, false, false);
    }
}
