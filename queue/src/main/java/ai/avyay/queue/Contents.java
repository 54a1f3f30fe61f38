package ai.avyay.queue;

import ai.avyay.domain.EndedTask;
import ai.avyay.domain.Event;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Change;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// What a commit of the queue holds: the state, and the files that say it.
///
/// @param lines the lines of each live task, so that a change writes only its own tasks anew
record Contents(
        State state,
        PSortedMap<TaskId, byte[]> lines,
        VersionedFile queue,
        VersionedFile engine,
        DoneFiles done) {
    static final String QUEUE = "queue.json";
    static final String ENGINE = "engine.json";

    static Contents of(State state, DoneFiles done) {
        PSortedMap<TaskId, byte[]> lines = TreePMap.empty();
        for (var task : state.live().values()) {
            lines = lines.plus(task.id(), lines(task));
        }
        return new Contents(
                state,
                lines,
                VersionedFile.of(queue(lines)),
                VersionedFile.of(bytes(EngineText.write(state.engine()))),
                done);
    }

    private static byte[] lines(Task task) {
        return bytes(QueueText.task(task));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] queue(PSortedMap<TaskId, byte[]> lines) {
        var size = lines.values().stream().mapToInt(each -> each.length + 1).sum();
        var file = new ByteArrayOutputStream(size + 64);
        file.writeBytes(bytes(QueueText.HEAD));
        var first = true;
        for (var each : lines.values()) {
            if (!first) {
                file.write(',');
            }
            file.writeBytes(each);
            first = false;
        }
        file.writeBytes(bytes(first ? QueueText.EMPTY_TAIL : QueueText.TAIL));
        return file.toByteArray();
    }

    /// Files below `done/` that a change wrote or removed, by path.
    record Written(Contents contents, Map<String, Optional<byte[]>> done) {}

    /// The contents after `change`, with the objects that are new in `pack`.
    Written after(Change change, Pack pack) {
        var step = new Step(this, pack);
        change.events().forEach(step::take);
        return step.finish(change);
    }

    /// Adds the root tree to `pack`, and whatever of it is new.
    ObjectId tree(Pack pack, Contents before) {
        var root = new ByteArrayOutputStream();
        if (!done.isEmpty()) {
            GitObjects.entry(root, FileMode.TREE, DoneFiles.FOLDER, done.tree(pack));
        }
        var engineBlob = add(pack, engine, before.engine);
        var queueBlob = add(pack, queue, before.queue);
        GitObjects.entry(root, FileMode.REGULAR_FILE, ENGINE, engineBlob);
        GitObjects.entry(root, FileMode.REGULAR_FILE, QUEUE, queueBlob);
        return pack.add(Constants.OBJ_TREE, root.toByteArray());
    }

    private static ObjectId add(Pack pack, VersionedFile now, VersionedFile before) {
        if (!now.blob().equals(before.blob())) {
            pack.add(Constants.OBJ_BLOB, now.content(), before.blob(), now.blob());
        }
        return now.blob();
    }

    /// One change on its way into files.
    private static final class Step {
        private final Contents before;
        private final Pack pack;
        private final Map<String, Optional<byte[]>> written = new HashMap<>();
        private State state;
        private DoneFiles done;
        private PSortedMap<TaskId, byte[]> lines;
        private boolean linesChanged;

        Step(Contents before, Pack pack) {
            this.before = before;
            this.pack = pack;
            state = before.state;
            done = before.done;
            lines = before.lines;
        }

        void take(Event event) {
            var earlier = state;
            state = state.apply(event);
            switch (event) {
                case Event.TaskEnded ended -> end(earlier, ended);
                case Event.Rewound rewound ->
                        rewound.restored().forEach(task -> revive(earlier, task.id()));
                case Event.OfTask ofTask -> revive(earlier, ofTask.task());
                case Event.Paused _,
                        Event.Resumed _,
                        Event.BreakerOpened _,
                        Event.BreakerClosed _,
                        Event.OfNode _ -> {}
            }
        }

        private void end(State earlier, Event.TaskEnded event) {
            var id = event.task();
            forget(earlier, id);
            var task = State.end(earlier.task(id).orElseThrow(), event);
            var file = bytes(QueueText.ended(task));
            var month = DoneFiles.month(event.at());
            done = done.with(month, id, pack.add(Constants.OBJ_BLOB, file));
            written.put(
                    DoneFiles.FOLDER + "/" + month + "/" + DoneFiles.fileName(id),
                    Optional.of(file));
            lines = lines.minus(id);
            linesChanged = true;
        }

        /// Writes the task's lines anew; its file in `done/` goes if it has left there.
        private void revive(State earlier, TaskId id) {
            if (!state.ended().containsKey(id)) {
                forget(earlier, id);
            }
            lines = state.task(id).map(task -> lines.plus(id, lines(task))).orElse(lines.minus(id));
            linesChanged = true;
        }

        private void forget(State earlier, TaskId id) {
            EndedTask ended = earlier.ended().get(id);
            if (ended != null) {
                done = done.without(DoneFiles.month(ended.stage().at()), id);
                written.put(DoneFiles.path(id, ended.stage()), Optional.empty());
            }
        }

        Written finish(Change change) {
            check(change);
            var queue = !linesChanged ? before.queue : replaced(before.queue, queue(lines));
            var engine =
                    state.engine().equals(before.state.engine())
                            ? before.engine
                            : replaced(before.engine, bytes(EngineText.write(state.engine())));
            return new Written(
                    new Contents(state, lines, queue, engine, done.written(pack)), written);
        }

        private static VersionedFile replaced(VersionedFile before, byte[] content) {
            return Arrays.equals(before.content(), content) ? before : VersionedFile.of(content);
        }

        private void check(Change change) {
            for (var event : change.events()) {
                EventText.task(event)
                        .filter(id -> !state.task(id).equals(change.after().task(id)))
                        .ifPresent(id -> {
                            throw new IllegalStateException(
                                    "the facts of '%s' do not lead to the state given for %s"
                                            .formatted(change.subject(), id));
                        });
            }
        }
    }
}
