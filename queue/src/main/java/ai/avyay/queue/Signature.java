package ai.avyay.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/// What tells cheaply that a file is not the one it was: the file itself, its time and its size.
record Signature(String file, long modifiedNanos, long size) {
    static final Signature ABSENT = new Signature("", 0, -1);

    static Signature of(Path path) throws IOException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Signature(
                    String.valueOf(attributes.fileKey()),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    attributes.size());
        } catch (NoSuchFileException _) {
            return ABSENT;
        }
    }

    boolean isAbsent() {
        return equals(ABSENT);
    }
}
