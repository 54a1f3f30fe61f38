package ai.avyay.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;

/// A file of the queue that people may open and save at any time, as it lies in the folder.
///
/// It follows the commits. Whatever a person saved is moved aside before the place is written
/// again, never overwritten; a file that was moved out keeps being watched until the next one
/// follows, for an editor may still have it open.
final class WorkFile {
    private static final String EDIT = ".edit-";
    private static final String BEFORE = ".before";
    private static final String FRESH = ".tmp";

    private final Path file;
    private final Exchange exchange;

    private volatile Signature written = Signature.ABSENT;
    private Signature before = Signature.ABSENT;
    private int edits;
    private volatile boolean hasAside = true;

    WorkFile(Path file, Exchange exchange) {
        this.file = file;
        this.exchange = exchange;
    }

    Path path() {
        return file;
    }

    /// Takes what lies there as what was written last.
    void adopt() throws IOException {
        written = Signature.of(file);
    }

    /// Whether something else lies there than what was written last.
    boolean isTouched() throws IOException {
        return !Signature.of(file).equals(written);
    }

    /// Whether a person may have saved something that is not settled yet.
    boolean mayBeEdited() throws IOException {
        return hasAside || isTouched();
    }

    Optional<byte[]> read() throws IOException {
        return Disk.read(file);
    }

    /// Writes `content`; a file that a person saved meanwhile is moved aside, unless it holds the
    /// blob `known`.
    void write(byte[] content, ObjectId known) throws IOException {
        keepLateEdit(known);
        var fresh = beside(FRESH);
        Files.write(fresh, content);
        var signature = Signature.of(fresh);
        var out = exchange.put(fresh, file);
        for (var i = 0; i < out.size(); i++) {
            retire(out.get(i), known, i == out.size() - 1);
        }
        written = signature;
    }

    private void retire(Path old, ObjectId known, boolean last) throws IOException {
        var signature = Signature.of(old);
        if (!signature.equals(written) && !holds(old, known)) {
            moveAside(old);
        } else if (last) {
            Files.move(old, beside(BEFORE), StandardCopyOption.ATOMIC_MOVE);
            before = signature;
        } else {
            Files.delete(old);
        }
    }

    /// Moves aside what an editor wrote into the file after it had been moved out.
    private void keepLateEdit(ObjectId known) throws IOException {
        var old = beside(BEFORE);
        if (!before.isAbsent() && !Signature.of(old).equals(before) && !holds(old, known)) {
            moveAside(old);
        }
        before = Signature.ABSENT;
    }

    private static boolean holds(Path path, ObjectId blob) throws IOException {
        return Disk.read(path).filter(bytes -> GitObjects.blobId(bytes).equals(blob)).isPresent();
    }

    private void moveAside(Path old) throws IOException {
        if (!Files.exists(old)) {
            return;
        }
        Path aside;
        do {
            edits++;
            aside = beside(EDIT + edits);
        } while (Files.exists(aside));
        Files.move(old, aside, StandardCopyOption.ATOMIC_MOVE);
        hasAside = true;
    }

    /// What was moved aside and not settled yet, oldest first.
    List<Path> aside() throws IOException {
        if (!hasAside) {
            return List.of();
        }
        var found = new ArrayList<Path>();
        try (var files =
                Files.newDirectoryStream(file.getParent(), file.getFileName() + EDIT + "*")) {
            files.forEach(found::add);
        }
        hasAside = !found.isEmpty();
        found.sort(Comparator.comparingInt(WorkFile::number));
        return found;
    }

    private static int number(Path aside) {
        var name = aside.toString();
        var digits = name.substring(name.lastIndexOf(EDIT) + EDIT.length());
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    }

    boolean isThere() throws IOException {
        return read().isPresent();
    }

    /// Moves aside what a run that was killed had moved out and not looked at.
    ///
    /// @param isOurs whether a text was written by the engine, wholly or in part
    void sweep(Predicate<byte[]> isOurs) throws IOException {
        for (var suffix : List.of(BEFORE, FRESH)) {
            var left = beside(suffix);
            var text = Disk.read(left);
            if (text.isPresent() && !isOurs.test(text.get())) {
                moveAside(left);
            } else {
                Files.deleteIfExists(left);
            }
        }
    }

    /// Removes the file that was moved out last, unless somebody wrote into it since.
    void close() throws IOException {
        keepLateEdit(ObjectId.zeroId());
        Files.deleteIfExists(beside(BEFORE));
    }

    /// Keeps `text` in a file beside this one.
    ///
    /// @return its name
    String keepRefused(byte[] text, String time) throws IOException {
        var kept = beside(".refused-" + time);
        for (var count = 2; Files.exists(kept); count++) {
            if (Disk.read(kept).filter(bytes -> Arrays.equals(bytes, text)).isPresent()) {
                return kept.getFileName().toString();
            }
            kept = beside(".refused-" + time + "-" + count);
        }
        Disk.writeDurably(kept, text);
        return kept.getFileName().toString();
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
