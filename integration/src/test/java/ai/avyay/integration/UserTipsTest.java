package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The user's branches are followed however quickly they move, and git is not asked for nothing.
class UserTipsTest extends HubFixture {
    private static final int MOVES = 40;

    private UserTips tips() {
        return new UserTips(hub.user(), InstantSource.system());
    }

    @Test
    void a_branch_that_moves_back_and_forth_is_always_where_it_was_left() {
        var one = repositories.head();
        var other = repositories.commit("mine", "mine", "1\n");
        var tips = tips();
        for (var move = 0; move < MOVES; move++) {
            var target = move % 2 == 0 ? one : other;
            repositories.git("update-ref", "refs/heads/main", target.value());
            assertThat(tips.tips().branch()).as("move %d", move).contains(target);
            assertThat(tips.tips().branch()).as("again, move %d", move).contains(target);
        }
    }

    @Test
    void a_packed_branch_and_one_that_is_gone_are_seen() {
        var tips = tips();
        assertThat(tips.tips().branch()).contains(repositories.head());
        repositories.git("pack-refs", "--all");
        assertThat(tips.tips().branch()).contains(repositories.head());
        repositories.git("update-ref", "-d", "refs/heads/main");
        assertThat(tips.tips().branch()).isEqualTo(Optional.empty());
    }
}
