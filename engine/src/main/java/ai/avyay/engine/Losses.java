package ai.avyay.engine;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Task;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Signal;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is found to be lost: the hub as a whole, or the work of a task.
final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

    private final Hub hub;
    private final Inbox inbox;
    private volatile Optional<String> hubLost = Optional.empty();

    Losses(Hub hub, Inbox inbox) {
        this.hub = hub;
        this.inbox = inbox;
    }

    /// Why the hub is lost, if it is.
    Optional<String> hubLost() {
        return hubLost;
    }

    /// Notes that the hub is lost, and wakes the loop's listeners.
    void hub(HubLostException e) {
        LOG.debug("the hub is lost", e);
        hubLost = Optional.of(String.valueOf(e.getMessage()));
        put(new Signal.Ticked());
    }

    /// That the work of `task` is lost.
    static Signal of(Task task, WorkLostException e) {
        var reason = new Signal.Reason(Outcome.LOST, String.valueOf(e.getMessage()), Usage.NONE);
        return new Signal.AttemptStopped(
                task.id(), task.generation(), reason, Optional.empty(), Optional.empty());
    }

    /// Looks, beside the work, whether what waits for a review is still there to be reviewed.
    void lookFor(List<Task> inReview) {
        if (!inReview.isEmpty()) {
            Thread.ofVirtual().name("reviews").start(() -> inReview.forEach(this::lookFor));
        }
    }

    private void lookFor(Task task) {
        try {
            var delivery = Judging.delivery(task);
            var _ = hub.tree(delivery.commit()).changesSince(delivery.base());
        } catch (WorkLostException e) {
            put(of(task, e));
        } catch (HubLostException e) {
            hub(e);
        } catch (RuntimeException e) {
            LOG.debug("{}: its work was not looked for", task.id(), e);
        }
    }

    private void put(Signal signal) {
        try {
            inbox.put(signal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
