package ai.avyay.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/// Copies matching files out of a tree until a size or a number is reached.
final class ReportCopy implements Matches.Action {
    private static final int MOST_FILES = 20_000;

    private final Path into;
    private long room;
    private int files;

    ReportCopy(Path into, long limitBytes) {
        this.into = into;
        this.room = limitBytes;
    }

    @Override
    public boolean perform(Path file, String path, BasicFileAttributes attributes)
            throws IOException {
        if (Thread.currentThread().isInterrupted() || files >= MOST_FILES) {
            return false;
        }
        if (attributes.isRegularFile() && attributes.size() <= room && Files.isReadable(file)) {
            var target = into.resolve(path);
            Files.createDirectories(target.getParent());
            // As a stream: a copy of the file would take its permissions along, setuid included.
            try (var content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            }
            room -= attributes.size();
            files++;
        }
        return true;
    }
}
