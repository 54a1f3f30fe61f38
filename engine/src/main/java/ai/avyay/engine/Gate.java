package ai.avyay.engine;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Says what must be run to judge a commit, and judges it by what was run.
public interface Gate {

    /// A commit to be judged as the work of `task`.
    ///
    /// @param base the commit that the work is a change to
    record Request(Task task, AttemptRef attempt, CommitId base, CommitId commit) {}

    /// A check to be run in a clean checkout of `commit`.
    ///
    /// @param key changes whenever the check's definition does
    /// @param reports globs of the files that are kept of it; what matches is deleted before the
    ///   run
    record CheckOrder(
            String name,
            String key,
            CommitId commit,
            String command,
            Execution.Surroundings surroundings,
            List<String> capabilities,
            List<String> reports,
            Duration timeout) {
        public CheckOrder {
            capabilities = List.copyOf(capabilities);
            reports = List.copyOf(reports);
        }
    }

    /// What came of a check.
    ///
    /// @param folder holds `log` and, below `reports/`, the files that were kept
    record CheckRun(CheckOrder order, Exit exit, Path folder) {}

    /// The runs that are needed: on the commit, and on its base where the two are compared.
    List<CheckOrder> orders(Request request);

    /// The judgement over all runs of [#orders(Request)].
    QualityReport judge(Request request, List<CheckRun> runs);
}
