package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/// What is about to be done to a work tree, on disk before it is done, so that a restart can finish
/// or undo it.
///
/// @param token tells our own lock from another's
/// @param worker the process that writes files
record CheckoutNote(
        Path worktree, String token, CommitId from, CommitId to, Optional<Worker> worker) {

    /// A process, told from a later one of the same number by its start.
    record Worker(long process, Instant start) {
        static Worker of(Process process) {
            return new Worker(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
        }

        Optional<ProcessHandle> alive() {
            return ProcessHandle.of(process)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle ->
                            handle.info().startInstant().orElse(Instant.EPOCH).equals(start));
        }
    }

    CheckoutNote with(Process process) {
        return new CheckoutNote(worktree, token, from, to, Optional.of(Worker.of(process)));
    }

    void write(Path file) throws IOException {
        var properties = new Properties();
        properties.setProperty("worktree", worktree.toString());
        properties.setProperty("token", token);
        properties.setProperty("from", from.value());
        properties.setProperty("to", to.value());
        worker.ifPresent(known -> {
            properties.setProperty("process", String.valueOf(known.process()));
            properties.setProperty("start", known.start().toString());
        });
        var text = new StringWriter();
        properties.store(text, null);
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text.toString());
        Durable.folder(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Durable.folder(file.getParent());
    }

    /// The note that was left, if there is one that can be read; one is replaced whole, so that it
    /// always can be.
    static Optional<CheckoutNote> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        var worker =
                Optional.ofNullable(properties.getProperty("process"))
                        .map(Long::parseLong)
                        .map(number ->
                                new Worker(
                                        number,
                                        Instant.parse(properties.getProperty("start", ""))));
        return Optional.of(
                new CheckoutNote(
                        Path.of(properties.getProperty("worktree", "")),
                        properties.getProperty("token", ""),
                        new CommitId(properties.getProperty("from", "")),
                        new CommitId(properties.getProperty("to", "")),
                        worker));
    }
}
