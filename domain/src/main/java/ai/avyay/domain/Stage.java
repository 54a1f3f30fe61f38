package ai.avyay.domain;

import java.time.Instant;
import java.util.Optional;

/// Where a task is in its life, with only what is true there.
public sealed interface Stage {
    Status status();

    /// Not started, or sent back.
    ///
    /// @param eligibleSince when nothing but the clock (a soft wait, a parking) kept it any more
    record Waiting(Optional<Instant> eligibleSince, Parking parking) implements Stage {
        @Override
        public Status status() {
            return Status.WAITING;
        }
    }

    /// An agent works on it.
    record Running(Lease lease) implements Stage {
        @Override
        public Status status() {
            return Status.RUNNING;
        }
    }

    /// The gate looks at its work, still under the attempt's lease.
    record Verifying(Lease lease) implements Stage {
        @Override
        public Status status() {
            return Status.VERIFYING;
        }
    }

    /// Its work was accepted by the gate and waits for a person.
    record InReview() implements Stage {
        @Override
        public Status status() {
            return Status.IN_REVIEW;
        }
    }

    /// Its work is being brought onto the shipping branch.
    ///
    /// @param intent the candidate that is about to be shipped; recorded before it is, so that a
    ///   restart can tell
    record Integrating(Optional<Intent> intent) implements Stage {
        @Override
        public Status status() {
            return Status.INTEGRATING;
        }
    }

    /// A candidate commit and the tip of the shipping branch that it is to replace.
    record Intent(CommitId candidate, CommitId onto) {}

    /// Nothing more happens unless a person asks for it.
    ///
    /// @param integrated the commit on the shipping branch, if the work changed anything
    record Ended(Status status, Instant at, String reason, Optional<CommitId> integrated)
            implements Stage {
        public Ended {
            if (!status.ended()) {
                throw new IllegalArgumentException("not an end: " + status);
            }
        }
    }

    Stage NEW = new Waiting(Optional.empty(), Parking.NONE);
}
