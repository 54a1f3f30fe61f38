package ai.avyay.nodes.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Workspace;
import ai.avyay.engine.WorkspaceOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Repositories that share a machine take turns. It has one slot here.
@Timeout(120)
class SshSharedIT {
    @TempDir Path folder;

    private SshFixture fixture;
    private SshNode other;

    @BeforeEach
    void make() throws Exception {
        fixture = SshFixture.make(folder);
        other = fixture.ofAnotherRepository();
    }

    @AfterEach
    void end() {
        fixture.node().sweep(Set.of());
        other.sweep(Set.of());
        other.close();
        fixture.close();
    }

    private FutureTask<Workspace> opening(SshNode node) {
        var opening = new FutureTask<>(() -> node.open(order("build-api", Map.of())));
        Thread.ofVirtual().start(opening);
        return opening;
    }

    private WorkspaceOrder order(String task, Map<String, Integer> holds) {
        return new WorkspaceOrder(
                new AttemptRef(new TaskId(task), 1), "agent", fixture.start(), List.of(), holds);
    }

    private Path lock() {
        return fixture.cache().resolveSibling("locks/slot-1/holder");
    }

    @Test
    void an_attempt_waits_for_the_slot_that_another_repository_holds() throws Exception {
        var first = fixture.open();
        var second = opening(other);
        assertThat(lock()).hasContent("repository/build-api/1/agent");
        first.close();
        try (var workspace = second.get(60, TimeUnit.SECONDS)) {
            assertThat(workspace).isNotNull();
            assertThat(lock()).hasContent("another/build-api/1/agent");
        }
        assertThat(lock()).doesNotExist();
    }

    @Test
    void an_attempt_that_has_ended_holds_nothing() throws Exception {
        try (var first = fixture.open()) {
            first.run(fixture.script("true"));
            try (var second = opening(other).get(60, TimeUnit.SECONDS)) {
                assertThat(second).isNotNull();
                assertThat(lock()).hasContent("another/build-api/1/agent");
            }
        }
    }

    @Test
    void a_check_waits_for_no_slot() throws Exception {
        try (var first = fixture.open();
                var check =
                        other.open(
                                new WorkspaceOrder(
                                        SshFixture.ATTEMPT, "check-tests", fixture.start()))) {
            assertThat(List.of(first, check)).hasSize(2);
            assertThat(lock()).hasContent("repository/build-api/1/agent");
        }
    }

    @Test
    void resources_are_counted_there_too_all_of_them_or_none() throws Exception {
        var locks = fixture.cache().resolveSibling("locks");
        Files.createDirectories(locks.resolve("resource-627573-1"));
        var opening = new FutureTask<>(() -> fixture.node().open(order("build", Map.of("bus", 1))));
        Thread.ofVirtual().start(opening);
        try (var workspace = other.open(order("free", Map.of()))) {
            assertThat(workspace).isNotNull();
            assertThat(opening.isDone()).isFalse();
        }
        Files.delete(locks.resolve("resource-627573-1"));
        try (var workspace = opening.get(60, TimeUnit.SECONDS)) {
            assertThat(workspace).isNotNull();
            assertThat(locks.resolve("resource-627573-1/holder"))
                    .hasContent("repository/build/1/agent");
        }
    }
}
