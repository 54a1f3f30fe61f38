package ai.avyay.simulation;

import java.time.Duration;

/// Runs world after world until one breaks a law, for a program of its own: the engine that it runs
/// may never come back.
final class Hunt {
    static final int CAUGHT = 3;
    static final int NOTHING_FOUND = 0;

    private Hunt() {}

    /// Hunts for as many seconds as its one argument says.
    public static void main(String[] args) {
        var end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[0])).toNanos();
        for (var seed = 1L; System.nanoTime() < end; seed++) {
            var verdict = new World(Recipe.of(seed)).run();
            if (!verdict.isGood()) {
                System.out.println(verdict.text());
                System.exit(CAUGHT);
            }
        }
        System.exit(NOTHING_FOUND);
    }
}
