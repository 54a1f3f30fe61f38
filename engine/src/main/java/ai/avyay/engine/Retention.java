package ai.avyay.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Keeps a folder that the engine fills below a size: what was left alone longest goes first.
///
/// @param depth how far below `folder` its entries lie
/// @param mostBytes what all entries may take together
/// @param untouched how long an entry must have been left alone to go
record Retention(Path folder, int depth, long mostBytes, Duration untouched) {

    /// @param changed when the newest file in it was written
    private record Entry(Path path, long bytes, Instant changed) {}

    /// Removes what must go; a folder that is not there is left so.
    void tidy(Instant now) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var entries = entries();
        var bytes = entries.stream().mapToLong(Entry::bytes).sum();
        entries.sort(Comparator.comparing(Entry::changed));
        for (var entry : entries) {
            if (bytes <= mostBytes || entry.changed().isAfter(now.minus(untouched))) {
                return;
            }
            Folders.delete(entry.path());
            bytes -= entry.bytes();
        }
    }

    private List<Entry> entries() throws IOException {
        var entries = new ArrayList<Entry>();
        for (var path : below(folder, depth)) {
            if (!path.equals(folder) && folder.relativize(path).getNameCount() == depth) {
                entries.add(entry(path));
            }
        }
        return entries;
    }

    private static Entry entry(Path path) throws IOException {
        var bytes = 0L;
        var changed = Instant.EPOCH;
        for (var file : below(path, Integer.MAX_VALUE)) {
            if (Files.isRegularFile(file)) {
                bytes += Files.size(file);
                var written = Files.getLastModifiedTime(file).toInstant();
                changed = written.isAfter(changed) ? written : changed;
            }
        }
        return new Entry(path, bytes, changed);
    }

    private static List<Path> below(Path folder, int depth) throws IOException {
        try (var paths = Files.walk(folder, depth)) {
            return paths.toList();
        } catch (UncheckedIOException vanished) {
            throw vanished.getCause();
        }
    }
}
