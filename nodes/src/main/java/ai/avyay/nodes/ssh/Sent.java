package ai.avyay.nodes.ssh;

import ai.avyay.nodes.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Folders of the engine's that a program is to see: they are sent to its node, while every other
/// folder is taken for one of the node's own.
///
/// @param folders of ours
record Sent(List<Path> folders) {
    private static final int MOST_FILES = 256;
    private static final long MOST_BYTES = 16 << 20;

    /// Those of `visible` that lie in the engine's own folder `state`.
    static Sent of(List<Path> visible, Path state) {
        return new Sent(visible.stream().filter(path -> path.startsWith(state)).toList());
    }

    boolean holds(Path path) {
        return folders.contains(path);
    }

    /// They are seen at the paths that they have here.
    Stream<Mount> mounts() {
        return folders.stream()
                .map(folder ->
                        Mount.readable(Path.of(Words.RUN, place(folder)), folder.toString()));
    }

    /// `word` with the paths that they have there.
    String replaced(String word) {
        var replaced = word;
        for (var folder : folders) {
            replaced = replaced.replace(folder.toString(), Words.RUN + "/" + place(folder));
        }
        return replaced;
    }

    /// Has their files written below `$files`.
    void write(Orders orders) throws IOException {
        var bytes = 0L;
        for (var folder : folders) {
            orders.line("mkdir -p \"$files\"/" + place(folder));
            for (var file : files(folder)) {
                var name = file.equals(folder) ? "" : "/" + folder.relativize(file);
                bytes += Files.size(file);
                if (bytes > MOST_BYTES) {
                    throw new IOException(folder + " is too large to be sent");
                }
                orders.put(
                        "\"$files\"/" + Words.plain(place(folder) + name),
                        Files.readAllBytes(file));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            var files = new ArrayList<Path>();
            found.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST_FILES + 1L)
                    .forEach(files::add);
            if (files.size() > MOST_FILES) {
                throw new IOException(folder + " holds too many files to be sent");
            }
            return files;
        }
    }

    private String place(Path folder) {
        return "sent/" + folders.indexOf(folder);
    }
}
