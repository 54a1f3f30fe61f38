package ai.avyay.integration;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// A folder beside the hub's objects that sees them and keeps what arrives, until it is released or
/// thrown away.
record Quarantine(Repository repository, Path folder, Path hub) implements AutoCloseable {

    private static final Duration LONGEST_USE = Duration.ofDays(1);

    static Path home(Path hub) {
        return hub.resolve("incoming");
    }

    static Quarantine open(Repository hub) throws IOException {
        var hubFolder = hub.getDirectory().toPath();
        var folder = Files.createTempDirectory(home(hubFolder), "bundle-");
        Files.createDirectories(folder.resolve("pack"));
        var repository =
                HubFolder.opened(
                        new FileRepositoryBuilder()
                                .setGitDir(hubFolder.toFile())
                                .setBare()
                                .setObjectDirectory(folder.toFile())
                                .addAlternateObjectDirectory(
                                        hubFolder.resolve("objects").toFile()));
        return new Quarantine(repository, folder, hubFolder);
    }

    /// Moves what arrived into the hub; an index goes last, for git reads a pack as soon as it has
    /// one.
    void release() throws IOException {
        repository.getObjectDatabase().close();
        var packs = hub.resolve("objects/pack");
        Files.createDirectories(packs);
        for (var kind : new String[] {".pack", ".idx"}) {
            try (var arrived = Files.newDirectoryStream(folder.resolve("pack"), "pack-*" + kind)) {
                for (var file : arrived) {
                    Files.move(
                            file,
                            packs.resolve(file.getFileName()),
                            StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        Durable.folder(packs);
    }

    @Override
    public void close() {
        repository.close();
        remove(folder);
    }

    /// Removes folders whose names begin with `prefix` and that a run which died left behind.
    static void removeOld(Path in, String prefix) throws IOException {
        var old = Instant.now().minus(LONGEST_USE);
        try (var found = Files.newDirectoryStream(in, prefix + "*")) {
            for (var folder : found) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(old)) {
                    remove(folder);
                }
            }
        }
    }

    /// Removes a folder of the engine's own with all that is in it; links are not followed.
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        HubObjects.reading("removing " + folder, () -> Files.walkFileTree(folder, new Removal()));
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(
                Path folder, @org.jspecify.annotations.Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
