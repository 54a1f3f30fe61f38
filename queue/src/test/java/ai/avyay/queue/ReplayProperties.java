package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Event;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/// The history alone proves the files: replaying the events in the bodies of the commits gives
/// every file of every commit, byte for byte.
class ReplayProperties {
    @Property(tries = 12)
    void replaying_the_log_gives_every_file_of_every_commit(@ForAll long seed) throws IOException {
        var folder = Files.createTempDirectory("replay");
        try {
            write(folder, seed);
            replay(folder);
        } finally {
            Folders.delete(folder);
        }
    }

    private static void write(Path folder, long seed) {
        var history = new RandomHistory(seed);
        try (var queue = new GitQueue(folder, InstantSource.fixed(Instant.EPOCH))) {
            queue.open(() -> {});
            for (var size : new int[] {1, 1, 60, 3, 20}) {
                queue.append(history.changes(size));
            }
        }
    }

    private static void replay(Path folder) throws IOException {
        try (var jgit = QueueRepository.jgit(folder);
                var reader = jgit.newObjectReader()) {
            var replayed = new Replayed();
            var commits = commits(reader, Optional.ofNullable(jgit.resolve("main")).orElseThrow());
            for (var commit : commits) {
                commit.events().forEach(replayed::take);
                assertThat(files(reader, commit)).isEqualTo(replayed.files());
            }
            assertThat(commits).hasSize(86);
        }
    }

    private static List<Revision> commits(ObjectReader reader, ObjectId tip) throws IOException {
        var commits = new ArrayList<Revision>();
        for (var id = tip; !id.equals(ObjectId.zeroId()); id = commits.getLast().parent()) {
            commits.add(Revision.read(reader, id));
        }
        Collections.reverse(commits);
        return commits;
    }

    /// The files that the events so far make, written the plain way.
    private static final class Replayed {
        private final Map<TaskId, Task> done = new HashMap<>();
        private State state = State.EMPTY;

        void take(Event event) {
            if (event instanceof Event.TaskEnded end) {
                done.put(end.task(), State.end(state.task(end.task()).orElseThrow(), end));
            }
            state = state.apply(event);
            done.keySet().retainAll(state.ended().keySet());
        }

        Map<String, String> files() {
            var files = new TreeMap<String, String>();
            done.values().forEach(task -> files.put(path(task), QueueText.ended(task)));
            files.put("queue.json", QueueText.write(state.live().values()));
            files.put("engine.json", EngineText.write(state.engine()));
            return files;
        }

        private static String path(Task task) {
            return DoneFiles.path(task.id(), (Stage.Ended) task.stage());
        }
    }

    private static Map<String, String> files(ObjectReader reader, Revision commit)
            throws IOException {
        var files = new TreeMap<String, String>();
        try (var walk = new TreeWalk(reader)) {
            walk.addTree(commit.commit().getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                files.put(
                        walk.getPathString(),
                        new String(
                                Revision.blob(reader, walk.getObjectId(0)),
                                StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
