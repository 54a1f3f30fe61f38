package ai.avyay.planning;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Something to be done in the world. The facts that led to it are on disk before it runs, and it
/// may run twice.
public sealed interface Command {

    /// Have the agent work on the newest attempt of `task`, or go on waiting for one that does.
    record RunAttempt(Task task, Bounds bounds, Briefing briefing) implements Command {}

    /// How long an attempt may take.
    ///
    /// @param silence after which one that shows no sign of work is stopped
    /// @param lease how long it may work without being heard of; empty if it may finish unheard
    record Bounds(Duration timeout, Duration silence, Optional<Duration> lease) {}

    /// Kill whatever works on this generation.
    record StopAttempt(TaskId task, int generation) implements Command {}

    /// Have the gate judge what the newest attempt delivered.
    record Judge(Task task) implements Command {}

    /// Make a candidate of the accepted work on the tip, and have it checked.
    record Integrate(Task task) implements Command {}

    /// Move the shipping branch to the candidate.
    record Ship(Task task, Stage.Intent intent) implements Command {}

    /// See where the shipping branch stands and which of `paths` exist there. There is one such
    /// look under way at a time, so that what it finds can be compared with what was known before.
    ///
    /// @param paths must never change; it may be a view of a persistent map, too large to be copied
    ///   each time
    /// @param known what earlier looks said
    record LookAtBranch(Set<String> paths, Optional<BranchKnown> known) implements Command {

        /// The part of a look that is not known yet. Finding it takes as long as there are paths,
        /// so it is done where nobody waits for it.
        public CommitSeen news(CommitId tip, Set<String> present) {
            var unknown = new HashSet<String>();
            for (var path : paths) {
                var there = present.contains(path);
                if (known.filter(before -> before.says(path, there)).isEmpty()) {
                    unknown.add(path);
                }
            }
            var appeared = unknown.stream().filter(present::contains).collect(Collectors.toSet());
            return new CommitSeen(tip, unknown, appeared);
        }
    }

    /// Tell people.
    ///
    /// @param urgent whether somebody should act
    record Tell(String text, boolean urgent) implements Command {}
}
