package ai.avyay.engine;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Brings accepted work onto the shipping branch, one task at a time.
public interface Integration {

    /// What came of bringing the work onto the tip.
    sealed interface Prepared {
        /// A commit that may replace the tip it was made on.
        ///
        /// @param tree the object name of the candidate's tree
        record Candidate(Stage.Intent intent, String tree) implements Prepared {}

        /// The work changes nothing that is not on the branch already.
        record Nothing() implements Prepared {}

        record Conflict(List<String> paths) implements Prepared {
            public Conflict {
                paths = List.copyOf(paths);
            }
        }
    }

    /// Takes in what the user committed to their branch since, if it merges; says what keeps it if
    /// not.
    Synchronized synchronize();

    /// The shipping branch after looking at the user's.
    ///
    /// @param merge a merge of the user's commits that must be checked before it ships; empty if
    ///   none is needed
    /// @param notices what kept it from being taken in, for people
    record Synchronized(CommitId tip, Optional<Prepared.Candidate> merge, List<String> notices) {
        public Synchronized {
            notices = List.copyOf(notices);
        }
    }

    /// Makes the candidate commit for the newest attempt of `task` on the present tip.
    Prepared prepare(Task task);

    /// Moves the shipping branch from `intent.onto()` to `intent.candidate()`, unless it stands
    /// there already.
    ///
    /// @return false if the branch stands elsewhere, and nothing was done
    boolean ship(Stage.Intent intent);

    /// The commit on the shipping branch that carries this attempt of this task, if it was shipped.
    ///
    /// @param since when its work was delivered: what was shipped before is of another task that
    ///   had the name, in a queue that was lost
    Optional<CommitId> shipped(TaskId task, int attempt, Instant since);

    /// Brings the user's repository up to the shipping branch where that surprises nobody.
    ///
    /// @return what kept the user's branch where it is, and what to type; empty if it was moved
    Optional<String> mirror();
}
