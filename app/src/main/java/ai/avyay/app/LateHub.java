package ai.avyay.app;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/// A hub that is opened when it is first needed, because opening one copies the branch, and most
/// commands need none.
final class LateHub implements Hub {
    private final Path location;
    private final Supplier<Hub> open;

    LateHub(Path location, Supplier<Hub> open) {
        this.location = location;
        this.open = new Once(open);
    }

    private static final class Once implements Supplier<Hub> {
        private final Supplier<Hub> first;
        private java.util.Optional<Hub> opened = java.util.Optional.empty();

        Once(Supplier<Hub> first) {
            this.first = first;
        }

        @Override
        public synchronized Hub get() {
            if (opened.isEmpty()) {
                opened = java.util.Optional.of(first.get());
            }
            return opened.get();
        }
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public Start start(StartOrder order) {
        return open.get().start(order);
    }

    @Override
    public CommitId accept(AttemptRef attempt, CommitId start, InputStream bundle) {
        return open.get().accept(attempt, start, bundle);
    }

    @Override
    public Tree tree(CommitId commit) {
        return open.get().tree(commit);
    }

    @Override
    public Branch branch(Set<String> paths) {
        return open.get().branch(paths);
    }
}
