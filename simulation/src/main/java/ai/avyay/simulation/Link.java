package ai.avyay.simulation;

import ai.avyay.planning.Signal;
import java.time.Duration;

/// The way of messages from the nodes to the engine.
final class Link {
    private static final Duration QUICK = Duration.ofMillis(5);
    private static final Duration USUAL = Duration.ofMillis(200);
    private static final Duration SLOW = Duration.ofMinutes(20);
    private static final Duration LATE = Duration.ofHours(6);

    private final Ground ground;
    private final Host host;
    private final Chance chance;

    Link(Ground ground, Host host) {
        this.ground = ground;
        this.host = host;
        this.chance = ground.odds().chance("link");
    }

    /// Sends a signal on its way.
    void send(Signal signal) {
        send(signal, () -> {});
    }

    /// Sends a signal on its way.
    ///
    /// @param heard what follows on this side of the link once the engine has it
    void send(Signal signal, Runnable heard) {
        var odds = ground.odds();
        var slow = odds.strike(Fault.MESSAGES_DELAYED, 8);
        var time = chance.between(QUICK, USUAL);
        arrive(
                signal,
                slow ? odds.chance(Fault.MESSAGES_DELAYED).between(QUICK, SLOW) : time,
                heard);
        if (odds.strike(Fault.MESSAGES_DUPLICATED, 8)) {
            arrive(signal, odds.chance(Fault.MESSAGES_DUPLICATED).between(QUICK, LATE), heard);
        }
    }

    private void arrive(Signal signal, Duration time, Runnable heard) {
        ground.agenda()
                .after(
                        time,
                        () -> {
                            if (host.isAlive()) {
                                host.put(signal);
                                heard.run();
                            }
                        });
    }
}
