package ai.avyay.nodes;

import java.io.IOException;
import java.nio.file.Files;
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
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            room -= attributes.size();
            files++;
        }
        return true;
    }
}
