package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The user's branch is followed however quickly it moves, and however git keeps it.
class UserBranchTest extends HubFixture {
    private static final int MOVES = 10;

    @Test
    void a_branch_that_moves_back_and_forth_is_always_where_it_was_left() {
        var one = repositories.head();
        var other = repositories.commit("mine", "mine", "1\n");
        for (var move = 0; move < MOVES; move++) {
            var target = move % 2 == 0 ? one : other;
            repositories.git("update-ref", "refs/heads/main", target.value());
            assertThat(hub.user().tip()).as("move %d", move).contains(target);
        }
    }

    @Test
    void a_packed_branch_one_that_stands_for_another_and_one_that_is_gone_are_seen() {
        var head = repositories.head();
        repositories.git("pack-refs", "--all");
        assertThat(hub.user().tip()).contains(head);
        repositories.git("branch", "other");
        repositories.git("symbolic-ref", "refs/heads/main", "refs/heads/other");
        assertThat(hub.user().tip()).contains(head);
        repositories.git("symbolic-ref", "--delete", "refs/heads/main");
        assertThat(hub.user().tip()).isEmpty();
    }
}
