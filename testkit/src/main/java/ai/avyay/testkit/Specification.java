package ai.avyay.testkit;

import java.util.Set;

/// What a thing answers when it is asked one thing after the other.
///
/// @param <S> what it can be in; its states are compared by `equals`
/// @param <I> what it is asked
/// @param <O> what it answers
public interface Specification<S, I, O> {
    S initial();

    /// The states that it may be in after it was asked `input` in `state` and has answered
    /// `output`; none if it cannot have answered so. There are several where it also changes by
    /// itself.
    Set<S> after(S state, I input, O output);
}
