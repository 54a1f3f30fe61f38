package ai.avyay.engine;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Tries again what the world, not the work, made fail: a full disk, a node that is away.
final class Persistence {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private Persistence() {}

    /// Calls `action` until it returns, waiting longer after each failure, and tells people about
    /// the first and about each that is not like the one before. What is lost does not come back by
    /// waiting, so that is thrown.
    static <T> T untilItWorks(Notifier notifier, String what, Callable<T> action)
            throws InterruptedException {
        var wait = FIRST_WAIT;
        var told = "";
        while (true) {
            try {
                return action.call();
            } catch (InterruptedException | HubLostException | WorkLostException e) {
                throw e;
            } catch (Exception e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException(what);
                }
                var failure = String.valueOf(e.getMessage());
                if (!failure.equals(told)) {
                    notifier.tell(
                            new Notifier.Notice(
                                    Notifier.Notice.Level.WARNING,
                                    "%s does not work at present and is tried again until it does: %s"
                                            .formatted(what, failure)));
                }
                told = failure;
            }
            Thread.sleep(wait);
            wait =
                    wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0
                            ? wait.multipliedBy(2)
                            : LONGEST_WAIT;
        }
    }
}
