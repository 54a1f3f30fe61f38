package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
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
            var commits = new ArrayList<Revision>();
            for (var id = jgit.resolve("main"); !id.equals(ObjectId.zeroId()); ) {
                commits.add(Revision.read(reader, id));
                id = commits.getLast().parent();
            }
            Collections.reverse(commits);
            var state = State.EMPTY;
            var done = new TreeMap<String, String>();
            for (var commit : commits) {
                for (var event : commit.events()) {
                    var before = state;
                    state = state.apply(event);
                    for (var id : before.live().keySet()) {
                        if (event instanceof ai.avyay.domain.Event.TaskEnded end
                                && end.task().equals(id)) {
                            var task = State.end(before.task(id).orElseThrow(), end);
                            done.put(path(task), QueueText.ended(task));
                        }
                    }
                }
                var present = state;
                done.keySet()
                        .removeIf(path ->
                                !present.ended()
                                        .containsKey(
                                                DoneFiles.id(
                                                        path.substring(
                                                                path.lastIndexOf('/') + 1))));
                var expected = new TreeMap<>(done);
                expected.put("queue.json", QueueText.write(state.live().values()));
                expected.put("engine.json", EngineText.write(state.engine()));
                assertThat(files(reader, commit)).isEqualTo(expected);
            }
            assertThat(commits).hasSize(86);
        }
    }

    private static String path(Task task) {
        return DoneFiles.path(task.id(), (ai.avyay.domain.Stage.Ended) task.stage());
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
