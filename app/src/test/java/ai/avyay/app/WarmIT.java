package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Caches from end to end: filled by `avyay warm`, seen by checks, changed by nobody.
@Timeout(300)
class WarmIT {
    private static final String CONFIGURATION =
            """
            integration: { branch: main }
            nodes: { local: { slots: 1, capabilities: [shell] } }
            agents: { default: shell, caches: [tool] }
            caches:
              tool: { path: "~/.tool", warm: "sh warm.sh", network: none }
            checks:
              tests: { run: "sh check.sh", required: true, reports: [], caches: [tool] }
            """;

    @TempDir private Path folder;
    private Scratch scratch;

    @BeforeEach
    void found() throws Exception {
        Scratch.assumeContained();
        scratch = new Scratch(folder, Map.of());
        scratch.begin(
                Map.of(
                        Configuration.FILE,
                        CONFIGURATION,
                        "warm.sh",
                        "mkdir -p ~/.tool && cp version ~/.tool/version && echo filled\n",
                        "check.sh",
                        "cat ~/.tool/version && echo poison > ~/.tool/version\n",
                        "version",
                        "one\n"));
    }

    private JsonNode warmed() throws Exception {
        var ended = scratch.avyay("warm", "--json");
        var json = ended.output().substring(ended.output().indexOf('{'));
        return JsonMapper.shared().readTree(json).path("caches").path(0);
    }

    private Path cache(String path) throws IOException {
        try (var found = Files.walk(folder.resolve("cache/avyay/caches"), 3)) {
            var current = found.filter(each -> each.endsWith("tool/current")).findFirst();
            return current.orElseThrow().resolve(path);
        }
    }

    private void work(String task, String instructions) throws Exception {
        scratch.add(
                "tasks: { %s: { title: x, instructions: \"%s\" } }\n"
                        .formatted(task, instructions));
        scratch.avyay("up", "--until-idle").done();
    }

    @Test
    void a_cache_is_filled_from_the_branch_and_no_check_or_agent_changes_it() throws Exception {
        var before = scratch.avyay("up", "--until-idle");
        assertThat(before.output())
                .contains("never filled: cache tool; `avyay warm` fills it from the branch")
                .contains("main itself fails the required check tests");

        assertThat(scratch.avyay("warm").done())
                .contains("filling tool with `sh warm.sh` on main at ")
                .contains("tool: 1 file, 1 KB, from ");
        assertThat(cache(".tool/version")).hasContent("one");

        // The agent finds it, and neither its poison nor that of the checks reaches anybody.
        work(
                "first",
                "test $(cat ~/.tool/version) = one && echo poison > ~/.tool/version && echo a > a");
        work("second", "test $(cat ~/.tool/version) = one && echo b > b");
        assertThat(cache(".tool/version")).hasContent("one");
        assertThat(scratch.git("show", "main:b")).isEqualTo("b\n");
    }

    @Test
    void only_what_is_committed_on_the_branch_decides() throws Exception {
        scratch.write("version", "uncommitted\n");
        assertThat(warmed().path("warmed").asBoolean()).isTrue();
        assertThat(cache(".tool/version")).hasContent("one");

        scratch.git("checkout", "-q", "-b", "other");
        scratch.commit("elsewhere");
        assertThat(warmed().path("commit").asString())
                .isEqualTo(scratch.git("rev-parse", "main").strip());
        assertThat(cache(".tool/version")).hasContent("one");
    }

    @Test
    void a_cache_that_cannot_be_filled_stays_as_it_was() throws Exception {
        assertThat(warmed().path("files").asInt()).isEqualTo(1);
        scratch.write(
                "warm.sh", "echo half > ~/.tool/version; echo no such registry >&2; exit 7\n");
        scratch.commit("break it");
        var ended = scratch.avyay("warm");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.output())
                .contains("  no such registry\n")
                .contains(
                        "tool stays as it was: the command ended with exit code 7; its whole log is ");
        assertThat(cache(".tool/version")).hasContent("one");
        var broken = warmed();
        assertThat(broken.path("warmed").asBoolean()).isFalse();
        assertThat(broken.path("failure").asString()).contains("exit code 7");
    }

    @Test
    void a_command_that_writes_nothing_is_no_success() throws Exception {
        scratch.write("warm.sh", "mkdir -p ~/.other; echo x > ~/.other/x\n");
        scratch.commit("write elsewhere");
        var warm = scratch.avyay("warm");
        assertThat(warm.exit()).isEqualTo(1);
        assertThat(warm.output())
                .contains("wrote nothing to ~/.tool; see where it keeps its files");
    }

    @Test
    void what_is_not_there_is_refused() throws Exception {
        var unknown = scratch.avyay("warm", "mavn");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.output())
                .contains("no check or agent names the cache 'mavn'; there are: tool");
        scratch.write(Configuration.FILE, "integration: { branch: main }\n");
        var none = scratch.avyay("warm");
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.output()).contains("no check names a cache, so there is nothing to fill");
    }

    @Test
    void old_fillings_are_removed_and_the_one_that_counts_is_not() throws Exception {
        for (var version : List.of("two", "three", "four")) {
            scratch.write("version", version + "\n");
            scratch.commit("version " + version);
            assertThat(warmed().path("warmed").asBoolean()).isTrue();
            assertThat(cache(".tool/version")).hasContent(version);
        }
        try (var fillings = Files.list(cache("").resolveSibling(""))) {
            assertThat(fillings.filter(each -> each.getFileName().toString().matches("[0-9]+")))
                    .as("the last one, and the one before it")
                    .hasSize(2);
        }
    }
}
