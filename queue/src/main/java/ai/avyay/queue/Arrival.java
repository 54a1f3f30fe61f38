package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/// Compares the files that people may edit with the last good commit, once, on opening.
///
/// What is older, or was half written when the power went, follows the commit; what a person saved
/// stays for the merge; what does not parse is kept beside.
final class Arrival {
    private final Recent recent;
    private final List<String> notices;
    private final String time;

    Arrival(Recent recent, List<String> notices, String time) {
        this.recent = recent;
        this.notices = notices;
        this.time = time;
    }

    void queue(WorkFile file, VersionedFile committed) throws IOException {
        file.sweep(text -> isOurs(text, committed));
        var text = file.read();
        if (text.isEmpty() || isOurs(text.get(), committed)) {
            sayIfTorn(Contents.QUEUE, text, committed);
            follow(file, committed);
            return;
        }
        try {
            QueueText.forms(Contents.QUEUE, Documents.decoded(Contents.QUEUE, text.get()));
        } catch (DocumentException broken) {
            var kept = file.keepRefused(text.get(), time);
            notices.add(
                    "%s; the last good state goes on, what was there is in %s"
                            .formatted(broken.getMessage(), kept));
            file.write(committed.content(), GitObjects.blobId(text.get()));
        }
    }

    void engine(WorkFile file, VersionedFile committed) throws IOException {
        file.sweep(text -> isOurs(text, committed));
        var text = file.read();
        if (text.isEmpty() || isOurs(text.get(), committed)) {
            sayIfTorn(Contents.ENGINE, text, committed);
            follow(file, committed);
        }
    }

    private void sayIfTorn(String name, Optional<byte[]> text, VersionedFile committed) {
        var torn =
                text.filter(bytes -> !Arrays.equals(bytes, committed.content()))
                        .filter(bytes -> EndedTasks.isTorn(bytes, committed.content()));
        if (torn.isPresent()) {
            notices.add(name + " was half written; it holds what was recorded last again");
        }
    }

    private static void follow(WorkFile file, VersionedFile committed) throws IOException {
        var blob = file.read().map(GitObjects::blobId).orElse(ObjectId.zeroId());
        if (blob.equals(committed.blob())) {
            file.adopt();
        } else {
            file.write(committed.content(), blob);
        }
    }

    private boolean isOurs(byte[] text, VersionedFile committed) {
        try {
            var blob = GitObjects.blobId(text);
            return blob.equals(committed.blob())
                    || EndedTasks.isTorn(text, committed.content())
                    || recent.holds(blob);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
