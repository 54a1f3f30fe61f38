package ai.avyay.engine;

import ai.avyay.domain.Stage;
import ai.avyay.planning.Board;
import ai.avyay.planning.Contact;
import ai.avyay.planning.Planner;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks nodes how they are: other machines, and those of which a limit of load is named.
///
/// One that does not answer is asked each second for five minutes, as long as a nap or a change of
/// network takes, and then as seldom as all others.
final class Lookout {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SOON_FOR = Duration.ofMinutes(5);

    private final Ports ports;
    private final Inbox inbox;
    private final Supplier<Board> board;
    private final Map<String, Thread> watches = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Lookout(Ports ports, Inbox inbox, Supplier<Board> board) {
        this.ports = ports;
        this.inbox = inbox;
        this.board = board;
    }

    /// Sees to it that every node of `policy` that needs it is asked, and no other.
    void adjust(Policy policy) {
        var wanted =
                policy.nodes().stream()
                        .filter(node -> node.remote() || node.maxLoad().isPresent())
                        .map(Policy.NodeOffer::name)
                        .filter(ports.nodes()::containsKey)
                        .collect(Collectors.toSet());
        watches.keySet().stream().filter(name -> !wanted.contains(name)).forEach(this::end);
        if (!closed) {
            wanted.forEach(name -> watches.computeIfAbsent(name, this::begin));
        }
    }

    private Thread begin(String name) {
        return Thread.ofVirtual().name("lookout-" + name).start(() -> watch(name));
    }

    private void end(String name) {
        Optional.ofNullable(watches.remove(name)).ifPresent(Thread::interrupt);
    }

    void close() {
        closed = true;
        watches.keySet().forEach(this::end);
    }

    private void watch(String name) {
        try {
            var swept = false;
            var answered = System.nanoTime();
            while (!closed) {
                var node = Optional.ofNullable(ports.nodes().get(name));
                if (node.isEmpty()) {
                    return;
                }
                var contact = node.get().contact();
                if (contact instanceof Contact.Answered && !swept) {
                    contact = swept(node.get(), contact);
                    swept = contact instanceof Contact.Answered;
                }
                if (contact instanceof Contact.Answered) {
                    answered = System.nanoTime();
                }
                inbox.put(new Signal.NodeAsked(name, contact));
                Thread.sleep(pause(contact, Duration.ofNanos(System.nanoTime() - answered)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration pause(Contact contact, Duration since) {
        return contact instanceof Contact.Away && since.compareTo(SOON_FOR) < 0 ? SOON : INTERVAL;
    }

    /// The contact once everything that nobody waits for is removed there. Before that, the machine
    /// counts as away: what works there unseen may hold something.
    private Contact swept(Node node, Contact contact) {
        var here = board.get();
        if (!here.policy().isRemote(node.name())) {
            return contact;
        }
        try {
            node.sweep(working(here, node.name()));
            return contact;
        } catch (NodeException e) {
            LOG.debug("{} could not be swept", node.name(), e);
            return new Contact.Away(String.valueOf(e.getMessage()));
        }
    }

    private static Set<AttemptRef> working(Board board, String node) {
        return Planner.working(board).stream()
                .flatMap(id -> board.state().task(id).stream())
                .filter(task ->
                        task.stage() instanceof Stage.Running(var lease)
                                && lease.node().equals(node))
                .map(AttemptRef::newest)
                .collect(Collectors.toSet());
    }
}
