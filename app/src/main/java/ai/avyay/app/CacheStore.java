package ai.avyay.app;

import ai.avyay.engine.Execution.Layer;
import ai.avyay.nodes.Removal;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the caches of one repository hold: `NAME/TIME/`, laid out like a HOME, one folder for each
/// filling, and a link `NAME/current` to the one that counts.
///
/// A filling is never changed, because checks may be running over it.
record CacheStore(Path root) {
    private static final String CURRENT = "current";

    /// Longer than any check is meant to run.
    private static final Duration IN_USE = Duration.ofDays(1);

    /// What one filling holds.
    record Contents(Path folder, long files, long bytes) {}

    /// The folders of `cache` as they are filled now; one that never was is not there.
    List<Layer> layers(Cache cache) {
        var folder = current(cache.name()).orElse(root.resolve(cache.name()).resolve("empty"));
        return cache.paths().stream().map(path -> new Layer(folder.resolve(path), path)).toList();
    }

    /// The filling that counts, if the cache was ever filled.
    Optional<Path> current(String cache) {
        var folder = root.resolve(cache);
        try {
            return Optional.of(folder.resolve(Files.readSymbolicLink(folder.resolve(CURRENT))))
                    .filter(Files::isDirectory);
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    Path lock() {
        return root.resolve("lock");
    }

    /// The log of the last filling of `cache`.
    Path log(String cache) {
        return root.resolve(cache).resolve("log");
    }

    /// A new folder for the next filling, with a copy of what is there; what a killed one left is
    /// removed.
    Path prepare(Cache cache, Instant now) throws IOException, InterruptedException {
        var folder = root.resolve(cache.name());
        var next = folder.resolve("next");
        Files.createDirectories(folder);
        Removal.of(next);
        Files.createDirectory(next);
        var present = current(cache.name());
        if (present.isPresent()) {
            copy(present.get(), next);
        }
        for (var path : cache.paths()) {
            Files.createDirectories(next.resolve(path));
        }
        return Files.move(next, folder.resolve(unused(folder, now)));
    }

    private static String unused(Path folder, Instant now) {
        var at = now.toEpochMilli();
        while (Files.exists(folder.resolve(Long.toString(at)), LinkOption.NOFOLLOW_LINKS)) {
            at++;
        }
        return Long.toString(at);
    }

    /// Lets `filled` count from now on, in one step.
    void use(Cache cache, Path filled) throws IOException {
        var folder = root.resolve(cache.name());
        var link = folder.resolve("link");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, filled.getFileName());
        Files.move(link, folder.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Removes fillings that no check can be using any more.
    ///
    /// @param alone whether no check can be running at all
    void tidy(Cache cache, boolean alone, Instant now) throws IOException {
        var counts = current(cache.name());
        var younger = now.minus(IN_USE).toEpochMilli();
        var fillings = fillings(root.resolve(cache.name()));
        for (var i = 0; i < fillings.size(); i++) {
            var replaced = i + 1 < fillings.size() ? time(fillings.get(i + 1)) : Long.MAX_VALUE;
            if (!counts.equals(Optional.of(fillings.get(i))) && (alone || replaced < younger)) {
                Removal.of(fillings.get(i));
            }
        }
    }

    private static List<Path> fillings(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("[0-9]{1,18}"))
                    .sorted((one, other) -> Long.compare(time(one), time(other)))
                    .toList();
        }
    }

    private static long time(Path filling) {
        return Long.parseLong(filling.getFileName().toString());
    }

    static Contents contents(Path folder) throws IOException {
        var count = new Count();
        Files.walkFileTree(folder, count);
        return new Contents(folder, count.files, count.bytes);
    }

    private static final class Count extends SimpleFileVisitor<Path> {
        private long files;
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }
    }

    /// By the machine's own program, which knows how to share blocks.
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder("cp", "-a", from + "/.", to.toString())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        try (var output = process.getInputStream()) {
            var said = new String(output.readNBytes(1000), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("%s cannot be copied: %s".formatted(from, said.strip()));
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
