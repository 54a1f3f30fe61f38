package ai.avyay.queue;

import ai.avyay.engine.HandEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/// The files that only the engine writes: `engine.json` and those below `done/`. What a person
/// changed there is kept beside, put back and said.
final class OwnFiles {
    private final Path folder;
    private final WorkFile engineFile;
    private final QueueRepository repository;
    private final Recent recent;

    OwnFiles(Path folder, WorkFile engineFile, QueueRepository repository, Recent recent) {
        this.folder = folder;
        this.engineFile = engineFile;
        this.repository = repository;
        this.recent = recent;
    }

    List<HandEdit> ask(Contents now, Set<Path> endedTouched, String time) throws IOException {
        var edits = new ArrayList<HandEdit>();
        if (engineFile.mayBeEdited()) {
            for (var aside : engineFile.aside()) {
                engine(Disk.read(aside), time).ifPresent(edits::add);
                Files.deleteIfExists(aside);
            }
            if (engineFile.isTouched()) {
                var text = engineFile.read();
                engine(text, time).ifPresent(edits::add);
                engineFile.write(now.engine().content(), blob(text));
            }
        }
        for (var file : endedTouched) {
            ended(now, file, time).ifPresent(edits::add);
        }
        return edits;
    }

    private static ObjectId blob(Optional<byte[]> text) {
        return text.map(GitObjects::blobId).orElse(ObjectId.zeroId());
    }

    private Optional<HandEdit> engine(Optional<byte[]> text, String time) throws IOException {
        if (text.isEmpty() || recent.holds(blob(text))) {
            return Optional.empty();
        }
        var kept = engineFile.keepRefused(text.get(), time);
        return Optional.of(
                new HandEdit.Refused(
                        "engine.json is written by the engine alone (`avyay pause`, `avyay resume`); it was put back, what you saved is in "
                                + kept));
    }

    private Optional<HandEdit> ended(Contents now, Path file, String time) throws IOException {
        var path = folder.relativize(file).toString().replace('\\', '/');
        var blob = now.done().blob(path);
        var text = Disk.read(file);
        if (blob.isEmpty() || blob.equals(text.map(GitObjects::blobId))) {
            return Optional.empty();
        }
        var committed = repository.bytes(blob.get());
        var kept = "";
        if (text.isPresent()) {
            var beside = file.resolveSibling(file.getFileName() + ".refused-" + time);
            Disk.writeDurably(beside, text.get());
            kept = ", what you saved is in " + folder.relativize(beside);
        }
        Disk.replace(file, committed);
        return Optional.of(
                new HandEdit.Refused(
                        "%s was put back%s: a task that has ended comes back with `avyay retry`"
                                .formatted(path, kept)));
    }

    /// Has `engine.json` follow a change that was recorded.
    void recorded(Contents before, Contents now) throws IOException {
        if (!before.engine().blob().equals(now.engine().blob())) {
            engineFile.write(now.engine().content(), now.engine().blob());
        }
    }
}
