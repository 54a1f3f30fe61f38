package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.Hub;
import ai.avyay.engine.HubLostException;
import ai.avyay.engine.WorkLostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A hub that cannot be used any more is put aside, and one with all that is whole takes its place.
class DamagedHubTest extends HubFixture {
    private CommitId shipped;
    private Hub.Work delivered;

    @BeforeEach
    void work_that_was_shipped_and_work_that_the_hub_alone_has() {
        shipped = ship("api", agent -> agent.write("api", "1\n"));
        integration.mirror();
        delivered = work("ui", agent -> agent.write("ui", "of ui\n"));
        Damage.unpack(repositories);
    }

    private void openAgain() {
        hub.close();
        hub = repositories.hubAlone();
        integration = new GitIntegration(hub);
    }

    private List<Path> aside() throws IOException {
        try (var beside = Files.newDirectoryStream(repositories.user().resolve(".avyay"))) {
            var found = new java.util.ArrayList<Path>();
            beside.forEach(found::add);
            found.removeIf(path -> path.equals(repositories.hubFolder()));
            return found;
        }
    }

    @Test
    void one_that_is_well_stays_where_it_is() throws IOException {
        openAgain();
        assertThat(hub.notices()).isEmpty();
        assertThat(aside()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void opening_it_founds_a_new_one_and_says_so(Damage damage) throws IOException {
        damage.to(repositories);
        openAgain();
        assertThat(hub.notices().getFirst())
                .contains("the hub was damaged", "hub.git.damaged-", "made again from");
        assertThat(aside()).hasSize(1).first().asString().contains("hub.git.damaged-");
        assertThat(repositories.inHub(ShippingBranch.REF)).isEqualTo(shipped);
        repositories.gitInHub("fsck", "--strict");
        if (damage != Damage.OBJECTS_GONE) {
            assertThat(hub.notices()).anyMatch(said -> said.contains("the work of 2 attempts"));
            assertThat(hub.tree(delivered.commit()).paths()).contains("ui");
        } else {
            assertThat(hub.notices()).anyMatch(said -> said.contains("that of 2 is lost"));
        }
        ship("more", agent -> agent.write("more", "1\n"));
        hub.close();
        openAgain();
        assertThat(hub.notices()).isEmpty();
    }

    @Test
    void work_that_is_not_whole_is_left_and_the_rest_is_taken() throws IOException {
        var half = work("half", agent -> agent.write("half", "of half\n"));
        Damage.unpack(repositories);
        Damage.delete(Damage.object(repositories, half.commit() + ":half"));
        Damage.BRANCH_GONE.to(repositories);
        openAgain();
        assertThat(hub.notices())
                .anyMatch(
                        said -> said.contains("the work of 2 attempts was taken over; that of 1"));
        assertThat(hub.tree(delivered.commit()).paths()).contains("ui");
        assertThatThrownBy(() -> hub.tree(half.commit()))
                .isInstanceOf(WorkLostException.class)
                .hasMessageContaining("was in the hub only and is lost");
    }

    @Test
    void what_was_shipped_and_did_not_reach_the_user_yet_is_taken_over() {
        var later = ship("later", agent -> agent.write("later", "1\n"));
        Damage.unpack(repositories);
        Damage.CONFIG_GARBLED.to(repositories);
        openAgain();
        assertThat(repositories.inHub(ShippingBranch.REF)).isEqualTo(later);
        integration.mirror();
        assertThat(repositories.head()).isEqualTo(later);
    }

    @Test
    void one_with_a_pack_that_was_cut_off_is_founded_from_what_the_user_has() throws IOException {
        repositories.gitInHub("gc", "--quiet");
        try (var packs =
                Files.newDirectoryStream(
                        repositories.hubFolder().resolve("objects/pack"), "*.pack")) {
            for (var pack : packs) {
                var bytes = Files.readAllBytes(pack);
                Files.delete(pack);
                Files.write(pack, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            }
        }
        openAgain();
        assertThat(hub.notices().getFirst()).contains("the hub was damaged");
        assertThat(repositories.inHub(ShippingBranch.REF)).isEqualTo(shipped);
        repositories.gitInHub("fsck", "--strict");
    }

    @ParameterizedTest
    @EnumSource(names = {"BRANCH_GARBLED", "TIP_GONE", "OBJECTS_GONE"})
    void one_that_is_damaged_while_it_is_open_is_found_lost_when_that_is_met(Damage damage) {
        hub.close();
        reopen();
        damage.to(repositories);
        assertThatThrownBy(
                        () -> {
                            hub.branch(Set.of("api"));
                            integration.synchronize();
                        })
                .isInstanceOf(HubLostException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void one_that_is_gone_while_it_is_open_is_found_lost() {
        Quarantine.remove(repositories.hubFolder());
        assertThatThrownBy(() -> hub.branch(Set.of())).isInstanceOf(HubLostException.class);
        assertThatThrownBy(() -> work("more", agent -> {})).isInstanceOf(HubLostException.class);
    }

    @Test
    void work_that_is_lost_is_told_from_a_hub_that_is() {
        Damage.delete(Damage.object(repositories, delivered.commit() + ":ui"));
        hub.close();
        reopen();
        assertThatThrownBy(() -> hub.tree(delivered.commit()).read("ui", 10))
                .isInstanceOf(WorkLostException.class);
        assertThatThrownBy(() -> hub.tree(new CommitId("1".repeat(40))))
                .isInstanceOf(WorkLostException.class);
        var none = new CommitId("2".repeat(40));
        assertThatThrownBy(() -> integration.prepare(Tasks.delivered("x", delivered.base(), none)))
                .isInstanceOf(WorkLostException.class);
        assertThat(hub.branch(Set.of("api")).present()).containsExactly("api");
    }

    @Test
    void work_whose_start_is_lost_is_lost_and_no_failure_of_its_own() {
        var attempt = Tasks.attempt("late");
        var workshop = workshop("late", start(attempt).start());
        workshop.write("late", "1\n").commit("late");
        assertThatThrownBy(
                        () -> hub.accept(attempt, new CommitId("3".repeat(40)), workshop.stream()))
                .isInstanceOf(WorkLostException.class);
    }
}
