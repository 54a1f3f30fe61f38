package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.NodeException;
import ai.avyay.integration.HubSettings.BundleBounds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an agent may bring into the hub; whatever is refused leaves no trace.
class IntakeTest extends HubFixture {
    private static final AttemptRef ATTEMPT = Tasks.attempt("api");
    private CommitId start;
    private Workshop workshop;
    private RawObjects raw;

    @BeforeEach
    void begin() {
        start = start(ATTEMPT).start();
        workshop = workshop("agent", start);
        raw = new RawObjects(workshop);
    }

    private void assertRefused(byte[] bundle, String... words) {
        var before = files();
        assertThatThrownBy(() -> hub.accept(ATTEMPT, start, new ByteArrayInputStream(bundle)))
                .isInstanceOf(NodeException.class)
                .hasMessageStartingWith("api (attempt 1): the work was refused: ")
                .hasMessageContaining(words.length == 0 ? "" : words[0]);
        assertThat(files()).isEqualTo(before);
        assertThat(repositories.gitInHub("for-each-ref", "refs/attempts")).isEmpty();
    }

    private Set<String> files() {
        try (var found = Files.walk(repositories.hubFolder())) {
            var files = new TreeSet<String>();
            found.map(Path::toString).forEach(files::add);
            return files;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void work_that_descends_from_its_start_is_taken_in() {
        workshop.write("a", "1\n").commit("one");
        var head = workshop.write("b", "2\n").commit("two");
        assertThat(workshop.deliver(hub, ATTEMPT)).isEqualTo(head);
        assertThat(repositories.inHub("refs/attempts/api/1")).isEqualTo(head);
        assertThat(repositories.hubFolder().resolve("incoming")).isEmptyDirectory();
        repositories.gitInHub("fsck", "--strict");
    }

    @Test
    void work_without_a_change_is_the_start() {
        var header = "# v2 git bundle\n-" + start + " start\n" + start + " refs/heads/work\n\n";
        workshop.write("a", "1\n").commit("for a pack");
        var bundle = workshop.bundle();
        var pack = Arrays.copyOfRange(bundle, indexOfPack(bundle), bundle.length);
        assertThat(hub.accept(ATTEMPT, start, new ByteArrayInputStream(join(header, pack))))
                .isEqualTo(start);
    }

    private static int indexOfPack(byte[] bundle) {
        return new String(bundle, StandardCharsets.ISO_8859_1).indexOf("\n\nPACK") + 2;
    }

    private static byte[] join(String header, byte[] pack) {
        var joined =
                Arrays.copyOf(
                        header.getBytes(StandardCharsets.UTF_8), header.length() + pack.length);
        System.arraycopy(pack, 0, joined, header.length(), pack.length);
        return joined;
    }

    @Test
    void history_beside_the_start_is_refused() {
        workshop.git("checkout", "--quiet", "--orphan", "other");
        workshop.write("a", "1\n").commit("from nothing");
        assertRefused(workshop.bundle("other"), "does not descend from " + start);
    }

    @Test
    void a_merge_of_the_start_and_history_of_its_own_is_taken_in() {
        workshop.git("checkout", "--quiet", "--orphan", "other");
        workshop.write("a", "1\n").commit("from nothing");
        workshop.git("checkout", "--quiet", "work");
        workshop.git("merge", "--quiet", "--allow-unrelated-histories", "-m", "both", "other");
        assertThat(workshop.deliver(hub, ATTEMPT).value())
                .isEqualTo(workshop.git("rev-parse", "work"));
    }

    @Test
    void work_that_starts_where_the_attempt_did_not_is_refused() {
        var before = start;
        start = ship("other", agent -> agent.write("other", "1\n"));
        repositories.gitInHub("update-ref", "-d", "refs/attempts/other/1");
        var file = raw.blob("x");
        var tree = raw.tree("100644", "x", file);
        var beside = raw.commit(tree, before.value());
        assertRefused(
                raw.bundle(before.value(), beside, tree, file), "does not descend from " + start);
    }

    @Test
    void names_that_some_file_system_takes_for_git_are_refused() {
        for (var name :
                new String[] {
                    ".git",
                    ".GIT",
                    "git~1",
                    ".git.",
                    ".git ",
                    ".g\u200cit",
                    "..",
                    ".",
                    ".git::$INDEX_ALLOCATION",
                    "x\\..\\.git"
                }) {
            var file = raw.blob("x");
            var inner = raw.tree("100644", "config", file);
            var outer = raw.tree("40000", name, inner);
            assertRefused(
                    raw.bundle(start.value(), raw.commit(outer, start.value()), outer, inner, file),
                    "malformed");
        }
    }

    @Test
    void harmless_names_that_look_odd_are_taken_in() {
        for (var name :
                new String[] {
                    ".github",
                    "git",
                    "a:b",
                    "aux",
                    "x2d\\x2d.mount",
                    "...",
                    "é",
                    "Read me ",
                    ".gitignore"
                }) {
            var file = raw.blob("x");
            var tree = raw.tree("100644", name, file);
            var bundle = raw.bundle(start.value(), raw.commit(tree, start.value()), tree, file);
            assertThat(hub.accept(ATTEMPT, start, new ByteArrayInputStream(bundle)))
                    .as(name)
                    .isNotNull();
        }
    }

    @Test
    void the_engines_own_folder_is_refused() {
        for (var name : new String[] {".avyay", ".AVYAY"}) {
            var file = raw.blob("x");
            var inner = raw.tree("100755", "post-update", file);
            var outer = raw.tree("40000", name, inner);
            assertRefused(
                    raw.bundle(start.value(), raw.commit(outer, start.value()), outer, inner, file),
                    "belongs to the engine");
        }
    }

    @Test
    void submodules_that_set_a_trap_are_refused() {
        var modules = "[submodule \"../../evil\"]\n\tpath = a\n\turl = https://example.org/a\n";
        workshop.write(".gitmodules", modules).commit("trap");
        assertRefused(workshop.bundle(), ".gitmodules is dangerous");
        var file = raw.blob("../../elsewhere");
        var link = raw.tree("120000", ".gitmodules", file);
        assertRefused(
                raw.bundle(start.value(), raw.commit(link, start.value()), link, file),
                "malformed");
    }

    @Test
    void a_bundle_that_is_cut_off_or_damaged_is_refused() {
        workshop.write("a", "some text\n".repeat(100)).commit("one");
        var bundle = workshop.bundle();
        for (var length : new int[] {0, 10, 60, bundle.length / 2, bundle.length - 1}) {
            assertRefused(Arrays.copyOf(bundle, length));
        }
        bundle[bundle.length - 30] ^= 1;
        assertRefused(bundle);
        bundle[bundle.length - 30] ^= 1;
        assertRefused(Arrays.copyOf(bundle, bundle.length + 5));
    }

    @Test
    void a_bundle_of_another_kind_is_refused() {
        assertRefused(
                "# v3 git bundle\n\n".getBytes(StandardCharsets.UTF_8),
                "not a git bundle of version 2");
        assertRefused(
                "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), "not a git bundle of version 2");
        assertRefused(("# v2 git bundle\n" + "x".repeat(10_000)).getBytes(StandardCharsets.UTF_8));
        assertRefused(
                "# v2 git bundle\nhello\n\n".getBytes(StandardCharsets.UTF_8), "does not write");
        assertRefused("# v2 git bundle\n\n".getBytes(StandardCharsets.UTF_8), "0 heads");
    }

    @Test
    void two_heads_are_refused() {
        workshop.write("a", "1\n").commit("one");
        workshop.git("branch", "other");
        assertRefused(workshop.bundle("work", "other", "^" + start), "2 heads instead of one");
    }

    @Test
    void a_bundle_that_builds_on_what_the_hub_has_not_is_refused() {
        var one = workshop.write("a", "1\n").commit("one");
        workshop.write("a", "2\n").commit("two");
        assertRefused(workshop.bundle("work", "^" + one), "not in the hub");
        var bundle = workshop.bundle("work", "^" + one);
        var header =
                "# v2 git bundle\n-"
                        + start
                        + " start\n"
                        + workshop.git("rev-parse", "work")
                        + " work\n\n";
        assertRefused(join(header, Arrays.copyOfRange(bundle, indexOfPack(bundle), bundle.length)));
    }

    @Test
    void a_missing_file_is_refused() {
        var tree = raw.tree("100644", "absent", "2".repeat(40));
        assertRefused(
                raw.bundle(start.value(), raw.commit(tree, start.value()), tree),
                "absent is missing");
    }

    @Test
    void bounds_are_kept() {
        workshop.write("a", "0".repeat(1 << 20)).commit("one");
        bound(new BundleBounds(100, 1_000, 10 << 20));
        assertRefused(workshop.bundle(), "larger than 100 bytes");
        bound(new BundleBounds(1 << 20, 2, 10 << 20));
        assertRefused(workshop.bundle(), "more than 2 objects");
        bound(new BundleBounds(1 << 20, 1_000, 1 << 19));
        assertRefused(workshop.bundle(), "a file is larger than 524288 bytes");
        bound(new BundleBounds(1 << 20, 1_000, 1 << 20));
        assertThat(workshop.deliver(hub, ATTEMPT)).isNotNull();
    }

    private void bound(BundleBounds bounds) {
        hub.close();
        hub = BareHub.open(repositories.settings().withBounds(bounds), Repositories.ENVIRONMENT);
    }

    @Test
    void many_attempts_deliver_at_once() throws Exception {
        var bundles = new java.util.ArrayList<Callable<CommitId>>();
        for (var i = 1; i <= 8; i++) {
            var attempt = new AttemptRef(ATTEMPT.task(), i);
            workshop.write("file" + i, i + "\n").commit("change " + i);
            var bundle = workshop.bundle();
            bundles.add(() -> hub.accept(attempt, start, new ByteArrayInputStream(bundle)));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var number = 1;
            for (var accepted : threads.invokeAll(bundles)) {
                assertThat(repositories.inHub("refs/attempts/api/" + number))
                        .isEqualTo(accepted.get());
                number++;
            }
        }
        repositories.gitInHub("fsck", "--strict");
    }
}
