package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.domain.Definition;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.HandEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.eclipse.jgit.lib.ObjectId;

/// What people saved in `queue.json`, from the moment it is seen until it has been taken or
/// refused.
///
/// An edit is handed out once. The change that takes it in settles it; if the next question comes
/// without one, it was refused. Whatever is not taken is kept in a file beside the queue's.
final class Editing {
    static final String GONE =
            "queue.json was gone and is back: a task goes only by `avyay abandon ID`";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final WorkFile file;
    private final Recent recent;
    private final InstantSource clock;
    private final Rereading rereading;

    private final List<HandEdit> remarks = new ArrayList<>();
    private Optional<Asked> asked = Optional.empty();

    Editing(WorkFile file, Recent recent, InstantSource clock, Rereading rereading) {
        this.file = file;
        this.recent = recent;
        this.clock = clock;
        this.rereading = rereading;
    }

    /// An edit that was handed out.
    ///
    /// @param source the file it stands in
    /// @param blob the name of its text
    /// @param before what the tasks were when it was handed out
    private record Asked(Path source, ObjectId blob, List<HandEdit> edits, Contents before) {
        boolean isTaken(Contents now) {
            return edits.stream().allMatch(edit -> isTaken(edit, now));
        }

        private boolean isTaken(HandEdit edit, Contents now) {
            return switch (edit) {
                case HandEdit.Added(var id, _) -> now.state().knows(id);
                case HandEdit.Changed(var id, var wanted) -> {
                    var present = definition(now, id);
                    yield present.equals(Optional.of(wanted))
                            || !present.equals(definition(before, id));
                }
                case HandEdit.Refused _, HandEdit.Noticed _ -> true;
            };
        }

        private static Optional<Definition> definition(Contents contents, TaskId id) {
            return contents.state().task(id).map(task -> task.definition());
        }
    }

    /// What was saved since this was last asked.
    List<HandEdit> ask(Contents now) throws IOException {
        if (asked.isPresent()) {
            settle(now);
        }
        var edits = new ArrayList<>(remarks);
        remarks.clear();
        for (var aside : file.aside()) {
            edits.addAll(ask(now, aside));
            if (asked.isPresent()) {
                return edits;
            }
        }
        if (file.isTouched()) {
            edits.addAll(ask(now, file.path()));
        }
        return edits;
    }

    private List<HandEdit> ask(Contents now, Path source) throws IOException {
        var text = Disk.read(source);
        if (text.isEmpty()) {
            restore(now, source, ObjectId.zeroId());
            return List.of(new HandEdit.Refused(GONE));
        }
        var blob = GitObjects.blobId(text.get());
        SequencedMap<TaskId, Form> tasks;
        try {
            tasks = QueueText.forms(Contents.QUEUE, Documents.decoded(Contents.QUEUE, text.get()));
        } catch (DocumentException broken) {
            return rereading.isDue(source) ? refuse(now, source, text.get(), broken) : List.of();
        }
        try {
            var edits = new ArrayList<>(new Merge(Contents.QUEUE, now.state(), recent).of(tasks));
            if (edits.stream().anyMatch(edit -> edit instanceof HandEdit.Refused)) {
                var kept = keep(text.get());
                edits.replaceAll(edit -> withText(edit, kept));
            }
            if (edits.stream().allMatch(edit -> edit instanceof HandEdit.Refused)) {
                restore(now, source, blob);
            } else {
                asked = Optional.of(new Asked(source, blob, edits, now));
            }
            return edits;
        } catch (DocumentException refused) {
            return refuse(now, source, text.get(), refused);
        }
    }

    private static HandEdit withText(HandEdit edit, String kept) {
        return edit instanceof HandEdit.Refused(var reason)
                ? new HandEdit.Refused(reason + "; what you saved is in " + kept)
                : edit;
    }

    private List<HandEdit> refuse(Contents now, Path source, byte[] text, DocumentException refused)
            throws IOException {
        var kept = keep(text);
        restore(now, source, GitObjects.blobId(text));
        return List.of(
                new HandEdit.Refused(
                        "%s; nothing of it was taken, what you saved is in %s"
                                .formatted(refused.getMessage(), kept)));
    }

    private String keep(byte[] text) throws IOException {
        return file.keepRefused(text, TIME.format(clock.instant()));
    }

    /// Puts the present state back where the text `blob` of a person stood.
    private void restore(Contents now, Path source, ObjectId blob) throws IOException {
        if (source.equals(file.path())) {
            file.write(now.queue().content(), blob);
        } else {
            Files.deleteIfExists(source);
        }
    }

    /// Has the file follow a change that was recorded.
    void recorded(Contents before, Contents now) throws IOException {
        if (asked.isPresent() && asked.get().source.equals(file.path())) {
            settle(now);
            return;
        }
        if (asked.isPresent()) {
            settle(now);
        }
        if (!before.queue().blob().equals(now.queue().blob())) {
            file.write(now.queue().content(), now.queue().blob());
        }
    }

    /// Lets an edit that could not be recorded be handed out again.
    void failed() {
        asked = Optional.empty();
    }

    private void settle(Contents now) throws IOException {
        var edit = asked.orElseThrow();
        asked = Optional.empty();
        if (!edit.isTaken(now)) {
            var text =
                    Disk.read(edit.source)
                            .filter(bytes -> GitObjects.blobId(bytes).equals(edit.blob));
            if (text.isPresent()) {
                var kept = keep(text.get());
                remarks.add(
                        new HandEdit.Refused(
                                "queue.json: not all of the edit was taken, what you saved is in "
                                        + kept));
            }
        }
        restore(now, edit.source, edit.blob);
    }
}
