package ai.avyay.simulation;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Command;
import ai.avyay.planning.Signal;
import ai.avyay.planning.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One agent program at work on a node, with the runner that watches over it.
///
/// The runner kills it when its lease is over if it holds a resource; one that holds none may
/// outlive its lease.
final class WorkingAgent {
    /// How long a runner may take to end what it watches over; less than the grace after a lease.
    private static final Duration SLOWEST = Timing.GRACE.minusSeconds(1);

    private final Ground ground;
    private final Machine machine;
    private final Command.RunAttempt run;
    private final Craft craft;
    private final Fate fate;
    private final Truth.Occupation occupation;
    private Instant leaseEnd;
    private boolean alive = true;
    private boolean unwanted;

    WorkingAgent(Ground ground, Machine machine, Command.RunAttempt run, Craft craft) {
        this.ground = ground;
        this.machine = machine;
        this.run = run;
        this.craft = craft;
        this.fate = craft.fate(run);
        this.occupation = Occupations.of(Truth.Occupation.Kind.AGENT, run.task());
        this.leaseEnd = ground.agenda().instant().plus(ground.policy().timing().lease());
    }

    void begin() {
        ground.truth().begin(occupation);
        ground.agenda().after(fate.after(), this::finish);
        if (isFenced()) {
            ground.agenda().at(leaseEnd, this::minds);
        }
    }

    /// Elsewhere the engine says whether the runner watches over the lease.
    private boolean isFenced() {
        return machine.offer().remote()
                ? run.bounds().lease().isPresent()
                : !occupation.resources().isEmpty();
    }

    Work work() {
        return occupation.work();
    }

    boolean isAlive() {
        return alive;
    }

    boolean isUnwanted() {
        return unwanted;
    }

    Signal heard() {
        return new Signal.Heard(work().task(), work().generation());
    }

    /// The engine has heard of it at a time when it said so at `since`.
    void renew(Instant since) {
        var renewed = since.plus(ground.policy().timing().lease());
        leaseEnd = renewed.isAfter(leaseEnd) ? renewed : leaseEnd;
    }

    private void minds() {
        if (!alive) {
            return;
        }
        if (leaseEnd.isAfter(ground.agenda().instant())) {
            ground.agenda().at(leaseEnd, this::minds);
        } else {
            var dying = ground.odds().chance("dying " + work()).between(Duration.ZERO, SLOWEST);
            ground.agenda().after(dying, this::lapse);
        }
    }

    private void lapse() {
        if (alive) {
            die();
            machine.deliver(work(), stopped(Outcome.LOST, "the runner's lease ran out"));
        }
    }

    private void finish() {
        if (!alive) {
            return;
        }
        if (machine.isAsleep()) {
            machine.onWaking(this::finish);
            return;
        }
        alive = false;
        ground.truth().end(occupation);
        machine.deliver(
                work(), unwanted ? stopped(Outcome.CANCELLED, "stopped") : craft.report(run, fate));
    }

    /// Somebody wants it dead.
    void unwant() {
        unwanted = true;
    }

    /// It is stopped and says so.
    void stop() {
        if (alive) {
            die();
            machine.deliver(work(), stopped(Outcome.CANCELLED, "stopped"));
        }
    }

    /// It is gone, and says nothing; but there are nodes that lie about it later.
    void die() {
        if (!alive) {
            return;
        }
        alive = false;
        ground.truth().end(occupation);
        if (ground.odds().strike(Fault.NODES_LIE, 3)) {
            machine.lie(craft.report(run, fate));
        }
    }

    private Signal stopped(Outcome outcome, String reason) {
        return new Signal.AttemptStopped(
                work().task(),
                work().generation(),
                new Signal.Reason(outcome, reason, Usage.NONE),
                Optional.empty(),
                Optional.empty());
    }
}
