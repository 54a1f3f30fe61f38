package ai.avyay.app;

import ai.avyay.engine.Engine;
import ai.avyay.engine.Notifier;
import ai.avyay.planning.Board;
import ai.avyay.planning.Change;
import ai.avyay.planning.Idleness;
import ai.avyay.planning.Planner;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Runs the engine until a person ends it, or until there is nothing left that it could do alone.
public final class Up {
    private static final Duration CALLER_PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_LOSSES = 3;
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Site site;
    private final Guest guest;
    private final Terminal terminal;
    private final AtomicInteger interrupts = new AtomicInteger();
    private final LinkedBlockingQueue<Boolean> nudges = new LinkedBlockingQueue<>(1);

    /// Somebody who is there while the engine runs.
    public interface Guest {
        /// Nobody in particular: changes and notices are printed as they come.
        Guest NONE = new Guest() {};

        /// Called once the engine has started.
        default void arrive(Engine engine) {}

        /// Called before the last words are printed.
        default void leave() throws InterruptedException {}

        /// Whether it shows by itself what happens, so that nothing is printed meanwhile.
        default boolean shows() {
            return false;
        }
    }

    public Up(Site site, Guest guest) {
        this.site = site;
        this.guest = guest;
        this.terminal = site.terminal();
    }

    /// When to end without being told.
    public enum Until {
        /// Never.
        TOLD,
        /// When nothing is left to do without a person.
        IDLE,
        /// When no task is left, or nothing is left to do and no review is waited for.
        DONE
    }

    /// Works until it is told to end, or until the time for it has come.
    ///
    /// @return the exit code
    public int run(Until until) throws InterruptedException {
        site.locations().create(site.repository());
        site.refuseLostQueue();
        var branch = site.repository().shippingBranch(site.configuration().branch());
        try (var _ = lock()) {
            site.mendIfUnreadable();
            Interrupts.listen(this::interrupted);
            for (var losses = 0; ; losses++) {
                var fleet = new Wiring(site).fleet(this::tell, this::narrate);
                new Preflight(site, fleet, site.configuration()).check(branch);
                site.locations().inForce().put(site.configuration().text());
                var exit = work(fleet, until);
                var lost = fleet.engine().hubLost();
                if (lost.isEmpty()) {
                    return exit;
                }
                goOnWithout(lost.get(), losses);
            }
        }
    }

    /// Opening the hub again mends it; what goes on breaking is not the hub.
    private static void goOnWithout(String lost, int losses) {
        if (losses >= MOST_LOSSES) {
            throw CommandException.failed(
                    "%s, again and again; look after the disk, then `avyay up`".formatted(lost));
        }
    }

    private StateLock lock() {
        var file = site.locations().lock();
        var me =
                "avyay up (process %d, since %s)"
                        .formatted(
                                ProcessHandle.current().pid(), site.situation().clock().instant());
        if (new ControlClient(site.locations()).listens()) {
            throw CommandException.refused(
                    "this repository is being worked on by %s; `avyay watch` shows it"
                            .formatted(StateLock.holder(file)));
        }
        return StateLock.take(file, me, LOCK_PATIENCE);
    }

    private int work(Wiring.Fleet fleet, Until until) throws InterruptedException {
        try (var engine = fleet.engine()) {
            engine.start(true);
            guest.arrive(engine);
            var steward =
                    new Steward(
                            engine, site.queue(), () -> reload(fleet), site.situation().clock());
            try (var _ = engine.onChange(_ -> nudges.offer(true));
                    var _ =
                            ControlSocket.open(
                                    site.locations(), CALLER_PATIENCE, steward::carryOut)) {
                terminal.mention(
                        until != Until.TOLD
                                ? "up until nothing is left to do alone; Control-C lets running attempts finish"
                                : "up; Control-C lets running attempts finish");
                return wait(fleet, until);
            }
        } catch (InterruptedException | RuntimeException known) {
            throw known;
        } catch (Exception closing) {
            throw new IllegalStateException(closing);
        } finally {
            fleet.disconnect();
        }
    }

    private ai.avyay.planning.Policy reload(Wiring.Fleet fleet) {
        var configuration = site.readConfiguration();
        new Preflight(site, fleet, configuration).refuseUncontained();
        fleet.reload().accept(configuration);
        site.locations().inForce().put(configuration.text());
        return configuration.policy();
    }

    private int wait(Wiring.Fleet fleet, Until until) throws InterruptedException {
        var engine = fleet.engine();
        var draining = false;
        while (true) {
            var board = engine.board();
            var bug = engine.failure();
            if (bug.isPresent()) {
                throw CommandException.failed(
                        "the engine stopped because of a bug of ours (%s); everything recorded is safe, start it again"
                                .formatted(bug.get()));
            }
            if (engine.hubLost().isPresent()) {
                return CommandException.Kind.FAILED.exitCode();
            }
            if (interrupts.get() > 1) {
                terminal.mention("handing running attempts back");
                return 0;
            }
            if (interrupts.get() == 1 && !draining) {
                draining = true;
                engine.drain();
                sayWhatIsWaitedFor(board);
            }
            if (draining && !works(board)) {
                return 0;
            }
            if (over(until, board)) {
                guest.leave();
                return verdict(board);
            }
            nudges.take();
        }
    }

    private void interrupted(int times) {
        interrupts.set(times);
        nudges.offer(true);
    }

    private void sayWhatIsWaitedFor(Board board) {
        var working =
                Planner.working(board).stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
        if (!working.isEmpty()) {
            terminal.mention(
                    "waits for %s to finish; Control-C again hands them back".formatted(working));
        }
    }

    private static boolean works(Board board) {
        return !Planner.working(board).isEmpty() || board.sightings().lane().isPresent();
    }

    private boolean over(Until until, Board board) {
        return switch (until) {
            case TOLD -> false;
            case IDLE -> idleness(board) instanceof Idleness.Idle;
            case DONE -> idleness(board) instanceof Idleness.Idle && board.active().isEmpty();
        };
    }

    private Idleness idleness(Board board) {
        return Idleness.of(board, site.situation().clock().instant());
    }

    private int verdict(Board board) {
        var remainder = Remainder.of(board.state());
        if (remainder.isNothing()) {
            terminal.print(terminal.ink().good("all done"));
            return 0;
        }
        terminal.print(remainder.lines());
        return CommandException.Kind.REFUSED.exitCode();
    }

    private void tell(Notifier.Notice notice) {
        if (guest.shows()) {
            return;
        }
        switch (notice.level()) {
            case INFO -> terminal.mention(notice.text());
            case WARNING -> terminal.err().println(terminal.ink().notable(notice.text()));
        }
    }

    private void narrate(Change change) {
        if (guest.shows()) {
            return;
        }
        var at = change.events().getLast().at().atZone(site.situation().zone());
        terminal.print(
                terminal.ink().faint(TIME.format(at)) + "  " + Phrases.fit(change.subject(), 400));
    }
}
