package ai.avyay.nodes.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits for what other processes do.
final class Waiting {
    private static final int MOST_LOOKS = 600;

    private Waiting() {}

    interface Condition {
        boolean holds() throws Exception;
    }

    /// Looks until `condition` holds, at most about a minute.
    static void until(Condition condition) throws InterruptedException {
        var never = new CountDownLatch(1);
        for (var look = 0; look < MOST_LOOKS; look++) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        throw new AssertionError("it does not come about");
    }

    /// The processes of this machine that have `word` on their command line.
    static List<ProcessHandle> processes(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(word))
                .toList();
    }
}
