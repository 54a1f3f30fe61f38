package ai.avyay.simulation;

import ai.avyay.domain.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// How one attempt went, or goes.
///
/// @param working how long the agent works
/// @param outcome `done` if what follows depends on people and on the branch alone
/// @param surprising whether a person had to look at it whatever its type says
/// @param costUsd empty: unknown, which is not zero
record Course(Duration working, Outcome outcome, boolean surprising, Optional<BigDecimal> costUsd) {

    /// Whether there is work for the gate to judge.
    boolean delivers() {
        return switch (outcome) {
            case DONE, RETRY, REJECTED, CONFLICT -> true;
            case FAILED,
                    TIMED_OUT,
                    DENIED,
                    OVER_BUDGET,
                    PROVIDER_ERROR,
                    RATE_LIMITED,
                    LOGIN_EXPIRED,
                    LOST,
                    SUPERSEDED,
                    CANCELLED ->
                    false;
        };
    }
}
