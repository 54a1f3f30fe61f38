package ai.avyay.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a configuration can change of the guards.
class GatePolicyTest extends GateFixture {
    @Test
    void a_policy_may_let_more_in() throws IOException {
        var work = Work.some().bytes("logo.png", (byte) 1, (byte) 0).write("x.txt", "long enough");
        var droppings = new GatePolicy.Droppings(10, List.of("*.png"), List.of());
        var policy = new GatePolicy(List.of(), List.of(), List.of(), List.of(), droppings);
        var report = work.judged(hub, folder.resolve("runs"), policy);
        assertThat(report.objections())
                .singleElement()
                .asString()
                .startsWith("larger than 10 bytes: ")
                .contains("x.txt");
    }

    private static GatePolicy more(List<String> forbidden, List<String> reviewed) {
        var none = new GatePolicy.Droppings(5L << 20, List.of(), List.of());
        return GatePolicy.DEFAULT.and(
                new GatePolicy(forbidden, List.of(), reviewed, List.of(), none));
    }

    @Test
    void a_policy_may_ask_for_more_reviews_and_for_fewer() throws IOException {
        var work = Work.some().write("db/1.sql", "drop table x;\n").write(".ci/run", "true\n");
        assertThat(work.judged(hub, folder.resolve("usual")).reviewReasons())
                .containsExactly("tools execute this by themselves: .ci/run");
        var other = more(List.of(), List.of("db/**", "!.ci/**"));
        assertThat(work.judged(hub, folder.resolve("other"), other).reviewReasons())
                .containsExactly("avyay.yaml wants this reviewed: db/1.sql");
    }

    @Test
    void a_policy_may_forbid_more() throws IOException {
        var work = Work.some().write("infra/main.tf", "x\n");
        assertThat(work.judged(hub, folder.resolve("usual")).accepted()).isTrue();
        assertThat(
                        work.judged(
                                        hub,
                                        folder.resolve("other"),
                                        more(List.of("infra/**"), List.of()))
                                .objections())
                .containsExactly("no task may change this: infra/main.tf");
    }
}
