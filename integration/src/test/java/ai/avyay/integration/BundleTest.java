package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.integration.HubSettings.BundleBounds;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The form in which work may be handed to the hub; whatever is refused leaves no trace.
class BundleTest extends IntakeFixture {
    @Test
    void work_without_a_change_is_the_start() {
        var header = "# v2 git bundle\n-" + start + " start\n" + start + " refs/heads/work\n\n";
        workshop.write("a", "1\n").commit("for a pack");
        var bundle = workshop.bundle();
        var pack = Arrays.copyOfRange(bundle, indexOfPack(bundle), bundle.length);
        assertThat(hub.accept(ATTEMPT, start, new ByteArrayInputStream(join(header, pack))))
                .isEqualTo(start);
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
}
