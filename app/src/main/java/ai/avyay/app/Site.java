package ai.avyay.app;

import ai.avyay.documents.DocumentException;
import ai.avyay.engine.Notifier;
import ai.avyay.planning.Board;
import ai.avyay.planning.Planner;
import ai.avyay.planning.Sightings;
import ai.avyay.queue.QueueReading;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The repository that a command is about, with what belongs to it; each part is looked up when it
/// is first needed.
public final class Site {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration MENDING = Duration.ofSeconds(1);

    private final Situation situation;
    private Optional<Repository> repository = Optional.empty();
    private Optional<Locations> locations = Optional.empty();
    private Optional<Configuration> configuration = Optional.empty();
    private Optional<Programs> programs = Optional.empty();

    public Site(Situation situation) {
        this.situation = situation;
    }

    public Situation situation() {
        return situation;
    }

    public Terminal terminal() {
        return situation.terminal();
    }

    /// The repository that the command was called in.
    ///
    /// @throws CommandException if it was called elsewhere
    public Repository repository() {
        if (repository.isEmpty()) {
            repository = Optional.of(Repository.find(situation.folder()));
        }
        return repository.get();
    }

    public Locations locations() {
        if (locations.isEmpty()) {
            locations = Optional.of(Locations.of(repository(), situation.environment()));
        }
        return locations.get();
    }

    public Programs programs() {
        if (programs.isEmpty()) {
            programs = Optional.of(lookForPrograms());
        }
        return programs.get();
    }

    private Programs lookForPrograms() {
        var environment = situation.environment();
        return Programs.of(Wiring.agents(Map.of(), locations(), environment), environment);
    }

    /// The configuration as it stood when it was first asked for.
    ///
    /// @throws ai.avyay.documents.DocumentException if the file cannot be taken as it is
    public Configuration configuration() {
        if (configuration.isEmpty()) {
            configuration = Optional.of(readConfiguration());
        }
        return configuration.get();
    }

    /// The configuration that the running `up` works by; where none runs, the one that the next
    /// will work by.
    Configuration configurationInForce() {
        return inForce()
                .map(text -> new ConfigurationReader(programs()).read(Configuration.FILE, text))
                .orElseGet(this::configuration);
    }

    private Optional<String> inForce() {
        return new ControlClient(locations()).listens()
                ? locations().inForce().text()
                : Optional.empty();
    }

    /// Says that the configuration was changed and that the running `up` does not know it yet.
    public void mentionChange() {
        var text = ConfigurationReader.text(repository().root());
        if (inForce().filter(known -> !known.equals(text)).isPresent()) {
            terminal()
                    .mention(
                            Configuration.FILE
                                    + " was changed since; `avyay reload` puts it in force");
        }
    }

    /// The configuration as the file and the installed programs stand now.
    Configuration readConfiguration() {
        programs = Optional.of(lookForPrograms());
        return new ConfigurationReader(programs()).read(repository().root());
    }

    /// The queue's files, for reading; one that somebody deleted or damaged is put back first.
    ///
    /// @throws CommandException if the whole queue is gone
    public QueueAccess queue() {
        refuseLostQueue();
        var folder = locations().queue();
        if (Files.isDirectory(folder.resolve(".git"))
                && Files.notExists(folder.resolve("queue.json"))) {
            mendUnderLock();
        }
        return new QueueAccess(folder, situation.clock(), this::mendUnderLock);
    }

    /// A queue that is gone is never begun anew unseen: a backup could not be put in its place.
    void refuseLostQueue() {
        var folder = locations().queue();
        if (Files.notExists(folder) && hasEntries(locations().path().resolve("attempts"))) {
            throw CommandException.refused(
                    "the queue is gone: there is no %1$s, though tasks were worked on here; put a backup there (`git clone BACKUP %1$s`), or begin a new one with `mkdir %1$s`"
                            .formatted(folder));
        }
    }

    private static boolean hasEntries(java.nio.file.Path folder) {
        try (var entries = Files.newDirectoryStream(folder)) {
            return entries.iterator().hasNext();
        } catch (java.io.IOException none) {
            return false;
        }
    }

    /// Where somebody else holds the lock, that one mends the files; then this waits a moment.
    private void mendUnderLock() {
        var lock = StateLock.tryTake(locations().lock(), holder());
        if (lock.isPresent()) {
            try (var _ = lock.get()) {
                mend();
            }
        } else {
            LockSupport.parkNanos(MENDING.toNanos());
        }
    }

    /// Mends the queue's files if they cannot be read as they are. The caller holds the lock.
    void mendIfUnreadable() {
        try {
            new QueueReading(locations().queue()).state();
        } catch (DocumentException broken) {
            mend();
        }
    }

    /// Opening the queue and closing it takes in what people saved, keeps beside what cannot be
    /// taken, and leaves the files as they were recorded.
    private void mend() {
        if (!Files.isDirectory(locations().queue().resolve(".git"))) {
            return;
        }
        try (var engine = new Wiring(this).clerk(this::mention)) {
            engine.start(false);
        }
    }

    /// The board as the queue's files and the shipping branch tell it.
    public Board board() {
        var now = situation.clock().instant();
        var listening = new ControlClient(locations()).listens();
        var configuration = configurationInForce();
        var sightings = Sightings.NONE.withDispatching(listening).assuming(configuration.policy());
        var board = Board.of(queue().state(), configuration.policy(), sightings, now);
        var paths = board.wantedPaths();
        if (paths.isEmpty() && !listening) {
            return Planner.settled(board, now);
        }
        var seen =
                new Wiring(this)
                        .branch(configuration, paths)
                        .map(branch -> board.seen(branch, now))
                        .orElse(board);
        return Planner.settled(seen, now);
    }

    /// Has `wish` carried out: by the running `up`, or here under the lock if there is none.
    ///
    /// @return what to tell the person
    /// @throws CommandException if it was refused
    public List<String> ask(Wish wish) {
        var reply = reply(wish);
        reply.refusal()
                .ifPresent(refusal -> {
                    throw CommandException.of(refusal.kind(), refusal.text());
                });
        return reply.lines();
    }

    private Reply reply(Wish wish) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var client = new ControlClient(locations());
        locations().create(repository());
        refuseLostQueue();
        while (true) {
            var answered = client.ask(wish);
            if (answered.isPresent()) {
                return answered.get();
            }
            var lock = StateLock.tryTake(locations().lock(), holder());
            if (lock.isPresent()) {
                try (var _ = lock.get()) {
                    return carryOut(wish);
                }
            }
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw CommandException.refused(
                        "the queue is in use by %s; try again when it has ended"
                                .formatted(StateLock.holder(locations().lock())));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static String holder() {
        return "a command (process %d)".formatted(ProcessHandle.current().pid());
    }

    /// Carries `wish` out with an engine of its own, under the lock.
    private Reply carryOut(Wish wish) {
        try (var engine = new Wiring(this).clerk(this::mention)) {
            return Reply.of(() -> {
                engine.start(false);
                return new Steward(
                                engine,
                                queue(),
                                () -> readConfiguration().policy(),
                                situation.clock())
                        .carryOut(wish);
            });
        }
    }

    private void mention(Notifier.Notice notice) {
        terminal().mention(notice.text());
    }
}
