package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.HubLostException;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.WorkLostException;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells, where something in the hub could not be read, whether the hub is lost, or only the work
/// that was asked for, or neither.
record Guard(Soundness soundness) {

    /// What `action` gives.
    ///
    /// @throws HubLostException if it fails because the hub is lost
    <T> T of(Supplier<T> action) {
        return of(Optional.empty(), action);
    }

    /// The same for what is about the work in `commit`.
    ///
    /// @throws WorkLostException if it fails because that work is lost
    <T> T of(CommitId commit, Supplier<T> action) {
        return of(Optional.of(commit), action);
    }

    private <T> T of(Optional<CommitId> commit, Supplier<T> action) {
        try {
            return action.get();
        } catch (UnreadableException e) {
            refuseLostHub(e);
            commit.ifPresent(work -> refuseLostWork(work, e));
            throw e;
        } catch (IntegrationException | NodeException e) {
            if (soundness.suspicion().isPresent()) {
                refuseLostHub(e);
            }
            throw e;
        }
    }

    private void refuseLostHub(RuntimeException cause) {
        var fault = soundness.fault();
        if (fault.isPresent()) {
            throw new HubLostException(
                    "%s is damaged (%s)".formatted(soundness.hub(), fault.get()), cause);
        }
    }

    private void refuseLostWork(CommitId work, RuntimeException cause) {
        var fault = soundness.fault(work);
        if (fault.isPresent()) {
            throw new WorkLostException(
                    "its work, commit %s, was in the hub only and is lost (%s)"
                            .formatted(work.abbreviated(), fault.get()),
                    cause);
        }
    }
}
