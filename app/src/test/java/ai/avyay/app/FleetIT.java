package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.avyay.testkit.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tasks with all kinds of dependency on two machines, each a real sshd, while the engine, the
/// links, the machines, the runners and the agents are killed.
@Timeout(1500)
class FleetIT {
    private static final boolean SOAK = Boolean.getBoolean("avyay.soak");
    private static final int TASKS = SOAK ? 100 : 24;
    private static final Duration TROUBLE = Duration.ofSeconds(SOAK ? 200 : 60);

    private static final String CONFIGURATION =
            """
            nodes:
              one: { ssh: one, slots: 2, capabilities: [shell] }
              two: { ssh: two, slots: 2, capabilities: [shell] }
              local: { slots: 1, capabilities: [never] }
            agents: { default: shell }
            resources: { api: 2 }
            checks:
              made: { run: "test -s README.md", required: true }
            limits: { max_attempts: 50 }
            """;

    @TempDir private Path folder = Path.of("/");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void every_task_is_done_once_whatever_is_killed() throws Exception {
        assumeTrue(SOAK, "runs with -Psoak");
        Scratch.assumeContained();
        try (var one = Sshd.start(folder.resolve("machine-1"), folder.resolve("home-1"));
                var two = Sshd.start(folder.resolve("machine-2"), folder.resolve("home-2"))) {
            var client =
                    Files.writeString(
                            folder.resolve("client"), named(one, "one") + named(two, "two"));
            var scratch = new Scratch(folder, Map.of("AVYAY_SSH_CONFIG", client.toString()));
            scratch.begin(Map.of("README.md", "A project\n", "avyay.yaml", CONFIGURATION));
            scratch.add(tasks());
            trouble(scratch, List.of(one, two));
            var story = scratch.avyay("up", "--until-idle");
            assertThat(story.exit()).as("seed %d: %s", seed, story.output()).isZero();
            assertThat(shipped(scratch)).as("seed %d", seed).hasSize(TASKS).doesNotHaveDuplicates();
            scratch.git("-C", ".avyay/queue", "fsck", "--strict");
            scratch.git("--git-dir=.avyay/hub.git", "fsck", "--strict");
        }
        for (var home : List.of("home-1", "home-2")) {
            assertThat(processes(home)).isEmpty();
            assertThat(left(folder.resolve(home))).isEmpty();
        }
    }

    private void trouble(Scratch scratch, List<Sshd> machines) throws Exception {
        var end = System.nanoTime() + TROUBLE.toNanos();
        var up = scratch.start("up", "--until-idle");
        while (System.nanoTime() < end) {
            up.waitFor(500 + random.nextInt(3000), TimeUnit.MILLISECONDS);
            var machine = machines.get(random.nextInt(machines.size()));
            var home = "home-" + (machines.indexOf(machine) + 1);
            switch (random.nextInt(6)) {
                case 0 -> up.destroyForcibly().waitFor();
                case 1 -> machine.cut();
                case 2 -> {
                    machine.stop();
                    up.waitFor(random.nextInt(4000), TimeUnit.MILLISECONDS);
                    machine.restart();
                }
                case 3 -> {
                    machine.stop();
                    processes(home).forEach(ProcessHandle::destroyForcibly);
                    machine.restart();
                }
                case 4 -> one(processes(home)).forEach(ProcessHandle::destroyForcibly);
                default -> up.destroy();
            }
            if (!up.isAlive() || up.waitFor(0, TimeUnit.MILLISECONDS)) {
                up = scratch.start("up", "--until-idle");
            }
        }
        up.destroyForcibly().waitFor();
    }

    private <T> List<T> one(List<T> among) {
        return among.isEmpty() ? List.of() : List.of(among.get(random.nextInt(among.size())));
    }

    /// Processes that work on the machine with that home: runners and what they have started.
    private List<ProcessHandle> processes(String home) {
        var place = folder.resolve(home).resolve(".cache/avyay").toString();
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .commandLine()
                                .filter(line -> line.contains(place))
                                .isPresent())
                .toList();
    }

    /// Workspaces and locks that are left on a machine.
    private static List<Path> left(Path home) throws Exception {
        try (var files = Files.walk(home.resolve(".cache/avyay"))) {
            return files.filter(
                            path -> path.endsWith(".avyay-workspace") || path.endsWith("holder"))
                    .toList();
        }
    }

    private static String named(Sshd sshd, String name) throws Exception {
        return Files.readString(sshd.client()).replace("Host " + Sshd.NAME, "Host " + name);
    }

    /// Every fourth task needs the file of another one, likes another one, comes after another one,
    /// or holds a resource.
    private static String tasks() {
        var tasks = new ArrayList<String>();
        tasks.add("tasks:");
        for (var number = 0; number < TASKS; number++) {
            tasks.add("  t%d:".formatted(number));
            tasks.add("    title: Make file %d".formatted(number));
            tasks.add("    instructions: sleep 1; echo made > t%d.txt".formatted(number));
            tasks.add("    expected_deliverables: [t%d.txt]".formatted(number));
            var other = number - 4;
            if (other >= 0) {
                tasks.add(
                        switch (number % 4) {
                            case 0 ->
                                    "    depends_on: { t%1$d: { type: hard, requires_artifact: t%1$d.txt } }"
                                            .formatted(other);
                            case 1 ->
                                    "    depends_on: { t%d: { type: soft, timeout: 5s, fallback: go on } }"
                                            .formatted(other);
                            case 2 ->
                                    "    depends_on: { t%d: { type: ordering } }".formatted(other);
                            default -> "    exclusive_resources: [api]";
                        });
            }
        }
        return String.join("\n", tasks) + "\n";
    }

    private static List<String> shipped(Scratch scratch) throws Exception {
        return scratch.git("log", "--format=%(trailers:key=Task,valueonly)", "avyay/main")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
