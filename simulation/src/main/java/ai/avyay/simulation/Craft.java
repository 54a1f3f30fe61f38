package ai.avyay.simulation;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Task;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Command;
import ai.avyay.planning.Signal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What agents are able to do: how long they take, how good their work is and what it costs.
final class Craft {
    private static final Duration SHORTEST = Duration.ofMinutes(3);
    private static final Duration MEDIAN = Duration.ofMinutes(45);
    private static final Duration LONGEST = Duration.ofMinutes(270);
    private static final int PERFECT = 100;
    private static final List<Outcome> BAD_ENDS =
            Stream.of(Outcome.values()).filter(outcome -> outcome != Outcome.DONE).toList();

    private final Ground ground;
    private final ShippingBranch branch;
    private final Chance chance;
    private final Map<CommitId, Integer> quality = new HashMap<>();

    Craft(Ground ground, ShippingBranch branch) {
        this.ground = ground;
        this.branch = branch;
        this.chance = ground.odds().chance("craft");
    }

    /// Draws what is to become of an attempt.
    Fate fate(Command.RunAttempt run) {
        var odds = ground.odds();
        var time = chance.skewed(SHORTEST, MEDIAN, LONGEST);
        if (odds.strike(Fault.AGENTS_HANG, 8)) {
            return new Fate.Stops(
                    shorter(run.bounds().timeout(), run.bounds().silence()),
                    Outcome.TIMED_OUT,
                    true);
        }
        if (time.compareTo(run.bounds().timeout()) > 0) {
            return odds.isCalm()
                    ? delivers(run.bounds().timeout())
                    : new Fate.Stops(run.bounds().timeout(), Outcome.TIMED_OUT, true);
        }
        if (odds.strike(Fault.AGENTS_FAIL, 3)) {
            var bad = odds.chance(Fault.AGENTS_FAIL);
            return new Fate.Stops(time, bad.one(BAD_ENDS), bad.oneIn(2));
        }
        return delivers(time);
    }

    private Fate delivers(Duration time) {
        var poor = ground.odds().strike(Fault.POOR_WORK, 3);
        var score = poor ? ground.odds().chance(Fault.POOR_WORK).below(PERFECT) : PERFECT;
        return new Fate.Delivers(time, score, !poor || score % 3 > 0);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// What the node reports when the attempt has come to its fate.
    Signal report(Command.RunAttempt run, Fate fate) {
        var task = run.task();
        var usage = usage(fate.after());
        var reason = fate instanceof Fate.Stops stops ? "the agent ended: " + stops.outcome() : "";
        ground.truth().report(Work.of(task), new Truth.Report(reason, usage));
        return switch (fate) {
            case Fate.Delivers(_, var score, var whole) ->
                    new Signal.WorkCollected(
                            task.id(), task.generation(), delivery(run, score, whole, usage));
            case Fate.Stops(_, var outcome, var leavesWork) ->
                    new Signal.AttemptStopped(
                            task.id(),
                            task.generation(),
                            new Signal.Reason(outcome, reason, usage),
                            leavesWork
                                    ? Optional.of(delivery(run, 0, false, usage))
                                    : Optional.empty(),
                            chance.oneIn(2) ? Optional.of(resetTime()) : Optional.empty());
        };
    }

    private Instant resetTime() {
        return ground.agenda().instant().plus(chance.between(SHORTEST, LONGEST));
    }

    private Usage usage(Duration worked) {
        var cents = worked.toMinutes() + chance.below(PERFECT);
        return new Usage(
                cents * 1000, cents * 10, Optional.of(BigDecimal.valueOf(cents, 2)), "gateway");
    }

    private Delivery delivery(Command.RunAttempt run, int score, boolean whole, Usage usage) {
        var task = run.task();
        var wanted = task.definition().acceptance().deliverables();
        var made = whole ? wanted : wanted.subList(0, wanted.size() / 2);
        made.forEach(path -> ground.truth().make(task.id(), path));
        var commit = branch.commit();
        quality.put(commit, whole ? score : 0);
        return new Delivery(
                ground.agenda().instant(),
                branch.tip(),
                commit,
                made,
                List.copyOf(run.briefing().borrowed().keySet()),
                usage);
    }

    /// The score that the newest work of `task` deserves.
    int quality(Task task) {
        return task.attempts()
                .getLast()
                .delivery()
                .map(Delivery::commit)
                .map(quality::get)
                .orElse(0);
    }
}
