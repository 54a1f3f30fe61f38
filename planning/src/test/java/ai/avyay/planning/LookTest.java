package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.TaskId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Looking at the shipping branch.
class LookTest {
    private final Board board = board(Set.of());

    private static Board board(Set<String> asked) {
        var scene = Scene.started(Policies.none());
        scene.add(task("a"), task("b").needing("a.txt", "a"), task("c").needing("b.txt", "b"));
        var tip = Scene.commit(0);
        return scene.board().seen(new CommitSeen(tip, asked, Set.of()), World.START);
    }

    private Decision wanted(Board from) {
        var deliberation = new Deliberation(from, World.START);
        deliberation.lookAtBranch(from.wantedPaths());
        return deliberation.conclude();
    }

    private Command.LookAtBranch look(Decision decision) {
        assertThat(decision.commands())
                .hasOnlyElementsOfType(Command.LookAtBranch.class)
                .hasSize(1);
        return (Command.LookAtBranch) decision.commands().getFirst();
    }

    @Test
    void tells_only_what_was_not_known() {
        var look = look(wanted(board));
        assertThat(look.news(Scene.commit(1), Set.of()).asked()).isEmpty();
        var news = look.news(Scene.commit(1), Set.of("a.txt", "other"));
        assertThat(news.asked()).containsExactly("a.txt");
        assertThat(news.present()).containsExactly("a.txt");
    }

    @Test
    void a_path_that_vanished_is_news() {
        var seen = new CommitSeen(Scene.commit(1), Set.of("a.txt"), Set.of("a.txt"));
        var news = look(wanted(board.seen(seen, World.START))).news(Scene.commit(2), Set.of());
        assertThat(news.asked()).containsExactly("a.txt");
        assertThat(news.present()).isEmpty();
    }

    @Test
    void the_second_waits_for_the_first_and_the_third_is_one_with_it() {
        var first = wanted(board);
        var third = wanted(wanted(first.board()).board());
        assertThat(third.commands()).isEmpty();
        var back = new Signal.BranchSeen(look(first).news(Scene.commit(1), Set.of()));
        var second = Planner.decide(third.board(), back, World.START);
        assertThat(look(second).paths()).containsExactlyInAnyOrder("a.txt", "b.txt");
        var last = Planner.decide(second.board(), back, World.START);
        assertThat(last.commands()).isEmpty();
        assertThat(last.board().sightings().looking()).isEqualTo(Sightings.Looking.NOT);
    }

    @Test
    void what_nobody_wants_any_more_is_forgotten() {
        var scene = Scene.started(Policies.none()).onBranch("a.txt");
        scene.add(task("a"), task("b").needing("a.txt", "a")).look();
        assertThat(scene.board().sightings().present()).containsExactly("a.txt");
        scene.asked(new Request.Abandon(new TaskId("b"), "not needed"));
        assertThat(scene.board().sightings().present()).isEmpty();
        assertThat(scene.board().sightings().branch().orElseThrow().asked()).isEmpty();
    }
}
