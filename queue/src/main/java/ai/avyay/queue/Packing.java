package ai.avyay.queue;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;

/// Packs many small packs into one, with similar objects as differences, so that the history stays
/// small.
///
/// Packs of like size are taken together, so that each object is packed anew only a few times
/// however long the history grows. Everything is on disk in the new pack before an old one goes;
/// readers find it in either.
final class Packing {
    private static final String TEMPORARY = "tmp_packing";
    private static final int MANY = 50;
    private static final int GROWTH = 4;
    private static final int WINDOW = 10;
    private static final long MEMORY = 64L << 20;
    private static final int LARGEST_OBJECT = 32 << 20;

    private final Path folder;
    private final Path packs;
    private volatile boolean stopped;

    /// @param folder the queue's
    Packing(Path folder) {
        this.folder = folder;
        packs = folder.resolve(".git/objects/pack");
    }

    /// Gives up what is being packed.
    void stop() {
        stopped = true;
    }

    void packIfWorthwhile() throws IOException {
        if (stopped || count() < MANY) {
            return;
        }
        try (var jgit = QueueRepository.jgit(folder)) {
            var objects = (ObjectDirectory) jgit.getObjectDatabase();
            var found = new ArrayList<>(objects.getPacks());
            found.removeIf(pack -> !isOurs(pack));
            if (found.size() > 1) {
                pack(jgit, likeSized(found));
            }
        }
    }

    private long count() throws IOException {
        try (var indices = Files.list(packs)) {
            return indices.filter(file -> file.toString().endsWith(".idx")).count();
        }
    }

    /// Whether a pack may go into another: it is finished, and nobody asked git to keep it.
    private static boolean isOurs(Pack pack) {
        var file = pack.getPackFile().toPath();
        var name = file.getFileName().toString();
        var keep = file.resolveSibling(name.replace(".pack", ".keep"));
        return name.startsWith("pack-") && !Files.exists(keep);
    }

    /// The smaller packs: a pack is spared if it is much larger than all smaller ones together.
    private static List<Pack> likeSized(List<Pack> packs) {
        var sorted = new ArrayList<>(packs);
        sorted.sort(Comparator.comparingLong(pack -> pack.getPackFile().length()));
        var total = 0L;
        var chosen = 0;
        for (var i = 0; i < sorted.size(); i++) {
            var size = sorted.get(i).getPackFile().length();
            if (i >= MANY / 2 && size > total * GROWTH) {
                break;
            }
            total += size;
            chosen = i + 1;
        }
        return sorted.subList(0, chosen);
    }

    private void pack(Repository jgit, List<Pack> small) throws IOException {
        var config = new PackConfig(jgit);
        config.setThreads(1);
        config.setDeltaSearchWindowSize(WINDOW);
        config.setDeltaSearchMemoryLimit(MEMORY);
        config.setBigFileThreshold(LARGEST_OBJECT);
        config.setReuseDeltas(true);
        config.setBuildBitmaps(false);
        var temporary = Files.createTempFile(packs, TEMPORARY, "_pack");
        var temporaryIndex = Files.createTempFile(packs, TEMPORARY, "_idx");
        try (var reader = jgit.newObjectReader();
                var writer = new PackWriter(config, reader);
                var walk = new RevWalk(reader)) {
            writer.setDeltaBaseAsOffset(true);
            writer.setReuseValidatingObjects(true);
            writer.preparePack(
                    small.stream().flatMap(Packing::ids).map(id -> parsed(walk, id)).iterator());
            write(temporary, stream -> writer.writePack(stopping(), stopping(), stream));
            write(temporaryIndex, writer::writeIndex);
            var name = "pack-" + writer.computeName().name();
            if (!stopped) {
                swap(name, temporary, temporaryIndex, small);
            }
        } finally {
            Files.deleteIfExists(temporary);
            Files.deleteIfExists(temporaryIndex);
        }
    }

    private static Stream<ObjectId> ids(Pack pack) {
        var ids = new ArrayList<ObjectId>();
        pack.forEach(entry -> ids.add(entry.toObjectId()));
        return ids.stream();
    }

    private static RevObject parsed(RevWalk walk, ObjectId id) {
        try {
            return walk.parseAny(id);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private interface Writing {
        void to(OutputStream stream) throws IOException;
    }

    private static void write(Path file, Writing writing) throws IOException {
        try (var stream = new FileOutputStream(file.toFile())) {
            var buffered = new BufferedOutputStream(stream);
            writing.to(buffered);
            buffered.flush();
            stream.getFD().sync();
        }
    }

    private void swap(String name, Path pack, Path index, List<Pack> old) throws IOException {
        if (Files.size(pack) == 0 || Files.size(index) == 0) {
            throw new IOException("nothing was written to " + pack);
        }
        Files.move(pack, packs.resolve(name + ".pack"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(index, packs.resolve(name + ".idx"), StandardCopyOption.ATOMIC_MOVE);
        Disk.keepNames(packs);
        for (var each : old) {
            var file = each.getPackFile().toPath();
            var stem = file.getFileName().toString().replace(".pack", "");
            if (!stem.equals(name)) {
                Files.deleteIfExists(packs.resolve(stem + ".idx"));
                Files.deleteIfExists(packs.resolve(stem + ".pack"));
            }
        }
    }

    private EmptyProgressMonitor stopping() {
        return new EmptyProgressMonitor() {
            @Override
            public boolean isCancelled() {
                return stopped;
            }
        };
    }
}
