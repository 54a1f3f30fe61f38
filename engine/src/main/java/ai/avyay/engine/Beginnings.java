package ai.avyay.engine;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Remembers what each attempt started from, because an attempt that outlives the engine must be
/// measured against that, wherever the branch stands by then.
record Beginnings(Hub hub, StateFolder folder) {
    private static final String FILE = "start";

    /// A new start for the attempt, which is remembered.
    Hub.Start make(Hub.StartOrder order) throws IOException {
        var start = hub.start(order);
        write(file(order), start);
        return start;
    }

    /// The start that was made for the attempt, or a new one if none was.
    Hub.Start again(Hub.StartOrder order) throws IOException {
        var known = read(file(order));
        return known.isPresent() ? known.get() : make(order);
    }

    private Path file(Hub.StartOrder order) {
        return folder.attempt(order.attempt()).resolve(FILE);
    }

    private static Optional<Hub.Start> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        return Optional.of(
                new Hub.Start(
                        new CommitId(lines.get(0)),
                        new CommitId(lines.get(1)),
                        lines.subList(2, lines.size())));
    }

    private static void write(Path file, Hub.Start start) throws IOException {
        Files.createDirectories(file.getParent());
        List<String> lines = new ArrayList<>();
        lines.add(start.base().value());
        lines.add(start.start().value());
        lines.addAll(start.conflicts());
        var fresh = file.resolveSibling(FILE + ".tmp");
        Files.write(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
