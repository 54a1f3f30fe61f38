package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Stage;
import ai.avyay.domain.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The branch moves forward by compare-and-set, and tells what it holds.
class ShippingBranchTest extends HubFixture {

    @Test
    void a_candidate_on_an_old_tip_does_not_ship() {
        var one = candidate("one", work("one", agent -> agent.write("1", "1\n")));
        var two = candidate("two", work("two", agent -> agent.write("2", "2\n")));
        assertThat(integration.ship(one)).isTrue();
        assertThat(integration.ship(two)).isFalse();
        assertThat(repositories.inHub("avyay/main")).isEqualTo(one.candidate());
    }

    @Test
    void shipping_twice_is_shipping_once() {
        var one = candidate("one", work("one", agent -> agent.write("1", "1\n")));
        assertThat(integration.ship(one)).isTrue();
        assertThat(integration.ship(one)).isTrue();
        ship("two", agent -> agent.write("2", "2\n"));
        assertThat(integration.ship(one)).isFalse();
        assertThat(integration.shipped(new TaskId("one"), 1, java.time.Instant.EPOCH))
                .contains(one.candidate());
    }

    @Test
    void an_interrupt_does_not_leave_it_open_whether_it_shipped() {
        var one = candidate("one", work("one", agent -> agent.write("1", "1\n")));
        Thread.currentThread().interrupt();
        var shipped = integration.ship(one);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(shipped).isTrue();
        assertThat(repositories.inHub("avyay/main")).isEqualTo(one.candidate());
    }

    @Test
    void the_branch_is_never_rewritten() {
        var old = repositories.head();
        var one = ship("one", agent -> agent.write("1", "1\n"));
        assertThatThrownBy(() -> integration.ship(new Stage.Intent(old, one)))
                .isInstanceOf(IntegrationException.class)
                .hasMessageContaining("does not descend");
        assertThat(repositories.inHub("avyay/main")).isEqualTo(one);
    }

    @Test
    void what_shipped_is_found_again_after_a_restart_and_in_merged_history() {
        var one = ship("one", agent -> agent.write("1", "1\n"));
        assertThat(integration.mirror()).isEmpty();
        repositories.git("switch", "--quiet", "-c", "side", "HEAD^");
        repositories.commit("mine", "mine", "1\n");
        repositories.git("merge", "--quiet", "-m", "both", "main");
        repositories.git("branch", "--force", "main", "side");
        repositories.git("switch", "--quiet", "main");
        assertThat(integration.synchronize().tip()).isEqualTo(repositories.head());
        var two = ship("two", agent -> agent.write("2", "2\n"));
        hub.close();
        reopen();
        assertThat(integration.shipped(new TaskId("one"), 1, java.time.Instant.EPOCH))
                .contains(one);
        assertThat(integration.shipped(new TaskId("two"), 1, java.time.Instant.EPOCH))
                .contains(two);
        assertThat(integration.shipped(new TaskId("two"), 2, java.time.Instant.EPOCH)).isEmpty();
        assertThat(integration.shipped(new TaskId("three"), 1, java.time.Instant.EPOCH)).isEmpty();
    }

    @Test
    void eight_threads_ship_one_after_the_other() throws Exception {
        var rounds = 5;
        var shippers = new ArrayList<Callable<List<CommitId>>>();
        for (var i = 0; i < 8; i++) {
            var task = "task-" + i;
            var work = work(task, agent -> agent.write(task, task));
            shippers.add(() -> {
                var mine = new ArrayList<CommitId>();
                for (var tries = 0; tries < 8 * rounds && mine.isEmpty(); tries++) {
                    var intent = candidate(task, work);
                    if (integration.ship(intent)) {
                        mine.add(intent.candidate());
                    }
                }
                return mine;
            });
        }
        var shipped = new ArrayList<CommitId>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(shippers)) {
                shipped.addAll(done.get());
            }
        }
        assertThat(shipped).hasSize(8).doesNotHaveDuplicates();
        var line =
                repositories
                        .gitInHub(
                                "rev-list", "--first-parent", repositories.head() + "..avyay/main")
                        .lines()
                        .map(CommitId::new)
                        .toList();
        assertThat(line).containsExactlyInAnyOrderElementsOf(shipped);
        repositories.gitInHub("fsck", "--strict");
    }

    @Test
    void of_eight_rivals_for_one_tip_one_ships() throws Exception {
        var rivals = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 8; i++) {
            var task = "task-" + i;
            var intent = candidate(task, work(task, agent -> agent.write(task, task)));
            var own = new GitIntegration(hub);
            rivals.add(() -> own.ship(intent));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var won = 0;
            for (var ship : threads.invokeAll(rivals)) {
                won += ship.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }
}
