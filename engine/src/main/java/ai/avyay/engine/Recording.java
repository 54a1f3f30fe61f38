package ai.avyay.engine;

import ai.avyay.planning.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Puts changes on disk, and says when that fails: once, again after [#REMINDER] if it still does,
/// and once when it works again.
final class Recording {
    /// How long the same trouble is not told again.
    static final Duration REMINDER = Duration.ofMinutes(10);

    private final TaskQueue queue;
    private final Notifier notifier;
    private final InstantSource clock;
    private Optional<Instant> told = Optional.empty();

    Recording(TaskQueue queue, Notifier notifier, InstantSource clock) {
        this.queue = queue;
        this.notifier = notifier;
        this.clock = clock;
    }

    /// What people did to the queue's file; nothing while that cannot be read.
    List<HandEdit> edits() {
        try {
            return queue.edits();
        } catch (QueueException unreadable) {
            tell(unreadable);
            return List.of();
        }
    }

    /// Records `changes`.
    ///
    /// @throws QueueException if they are not on disk; nothing of them is then
    void append(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        queue.append(changes);
        if (told.isPresent()) {
            told = Optional.empty();
            notifier.tell(
                    new Notifier.Notice(Notifier.Notice.Level.INFO, "the queue is recorded again"));
        }
    }

    /// Says that the work waits for the disk.
    void tell(QueueException failed) {
        var now = clock.instant();
        var isNew = told.map(at -> !now.isBefore(at.plus(REMINDER)) || now.isBefore(at));
        if (isNew.orElse(true)) {
            told = Optional.of(now);
            warn(failed.getMessage() + "; everything waits until that works");
        }
    }

    /// Says that the end of what happened is not on disk.
    void tellLost(QueueException failed) {
        warn(
                failed.getMessage()
                        + "; what was under way is taken as lost by the next `avyay up`, which starts it anew");
    }

    private void warn(String text) {
        notifier.tell(new Notifier.Notice(Notifier.Notice.Level.WARNING, text));
    }
}
