package ai.avyay.testkit;

import java.util.Set;

/// A number that is read, or raised by one; either way the answer is what it is then.
final class Counter implements Specification<Integer, Counter.Ask, Integer> {
    enum Ask {
        READ,
        RAISE
    }

    @Override
    public Integer initial() {
        return 0;
    }

    @Override
    public Set<Integer> after(Integer state, Ask input, Integer output) {
        var then = input == Ask.RAISE ? state + 1 : state;
        return output == then ? Set.of(then) : Set.of();
    }
}
