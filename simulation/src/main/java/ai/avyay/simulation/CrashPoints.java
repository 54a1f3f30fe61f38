package ai.avyay.simulation;

/// The places where the engine may be killed: just before and just after each write and each
/// command.
final class CrashPoints {
    private static final int RARITY = 300;

    private final Odds odds;
    private long passed;

    CrashPoints(Odds odds) {
        this.odds = odds;
    }

    /// Goes by one such place.
    ///
    /// @throws Crash if the engine is killed there
    void pass(String where) {
        passed++;
        var chosen = odds.recipe().crashPoint().filter(point -> point == passed).isPresent();
        if (chosen || odds.strike(Fault.ENGINE_KILLED, RARITY)) {
            throw new Crash(where);
        }
    }

    /// How many have been gone by.
    long passed() {
        return passed;
    }
}
