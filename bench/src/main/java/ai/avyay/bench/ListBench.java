package ai.avyay.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What it costs a person to look at the queue, and what becomes of tasks that several add at once;
/// beside Task Master, the npm package `task-master-ai`.
///
/// Arguments: the launcher `avyay`, the program `task-master`, the number of tasks (50), and the
/// number of rounds (15). The writers are 8 processes that add 4 tasks each.
public final class ListBench {
    private static final int WRITERS = 8;
    private static final int EACH = 4;

    private static final String AVYAY_SETUP =
            """
            set -e
            mkdir "$1/ours"; cd "$1/ours"; git init -q .
            git -c user.name=b -c user.email=b@bench.invalid commit -q --allow-empty -m start
            "$2" init; "$2" add "$1/ours.json"
            """;

    private static final String OTHER_SETUP =
            """
            mkdir -p "$1/theirs/.taskmaster/tasks"; cd "$1/theirs"; git init -q .
            cp "$1/theirs.json" .taskmaster/tasks/tasks.json; echo '{}' > .taskmaster/config.json
            """;

    private static final String AVYAY_WRITERS =
            """
            cd "$1/ours"
            for w in $(seq $3); do
              (for n in $(seq $4); do "$2" add --id "writer-$w-$n" --title "By $w" >/dev/null &&
                echo ok >> "$1/ours-said"; done) &
            done
            wait
            echo "$(wc -l < "$1/ours-said") were said to be added, $(
              "$2" list --json | grep -o '"writer-[0-9]*-[0-9]*"' | sort -u | wc -l) were there"
            """;

    private static final String OTHER_WRITERS =
            """
            cd "$1/theirs"
            for w in $(seq $3); do
              (for n in $(seq $4); do
                "$2" add-task --title="writer-$w-$n" --description="By $w" </dev/null >/dev/null &&
                  echo ok >> "$1/theirs-said"
              done) &
            done
            wait
            echo "$(wc -l < "$1/theirs-said") were said to be added, $(
              grep -c '"title": "writer-[0-9]*-[0-9]*"' .taskmaster/tasks/tasks.json) were there"
            """;

    private final Path scratch;
    private final PrintStream result = Shell.output();

    private ListBench(Path scratch) {
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var ours = Path.of(arguments[0]).toAbsolutePath();
        var theirs = Path.of(arguments[1]).toAbsolutePath();
        var tasks = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 50;
        var rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 15;
        var scratch = Files.createTempDirectory("avyay-list-bench");
        try {
            var bench = new ListBench(scratch);
            bench.prepare(tasks, ours);
            bench.lists(ours, theirs, rounds);
            bench.writers("avyay", AVYAY_WRITERS, ours);
            bench.writers("task-master", OTHER_WRITERS, theirs);
        } finally {
            Shell.remove(scratch);
        }
    }

    private void prepare(int tasks, Path ours) throws IOException, InterruptedException {
        var mine = new StringBuilder("{\"version\": 1, \"tasks\": {");
        var other = new StringBuilder("{\"master\": {\"tasks\": [");
        for (var i = 1; i <= tasks; i++) {
            var comma = i < tasks ? "," : "";
            mine.append(
                    "\"task-%d\": {\"title\": \"Build part %d\", \"instructions\": \"true\"}%s%n"
                            .formatted(i, i, comma));
            other.append(
                    "{\"id\": %d, \"title\": \"Build part %d\", \"description\": \"true\", \"details\": \"\", \"testStrategy\": \"\", \"status\": \"pending\", \"dependencies\": [], \"priority\": \"medium\", \"subtasks\": []}%s%n"
                            .formatted(i, i, comma));
        }
        Files.writeString(scratch.resolve("ours.json"), mine + "}}");
        Files.writeString(
                scratch.resolve("theirs.json"),
                other + "], \"metadata\": {\"created\": \"2026-01-01T00:00:00Z\"}}}");
        Shell.run(AVYAY_SETUP, scratch, ours);
        Shell.run(OTHER_SETUP, scratch);
    }

    private void lists(Path ours, Path theirs, int rounds)
            throws IOException, InterruptedException {
        var mine = new long[rounds];
        var other = new long[rounds];
        for (var round = -1; round < rounds; round++) {
            var began = System.nanoTime();
            Shell.run("cd \"$1/ours\" && \"$2\" list", scratch, ours);
            var middle = System.nanoTime();
            Shell.run("cd \"$1/theirs\" && \"$2\" list </dev/null", scratch, theirs);
            if (round >= 0) {
                mine[round] = middle - began;
                other[round] = System.nanoTime() - middle;
            }
        }
        var avyay = new Percentiles(mine);
        var taskMaster = new Percentiles(other);
        result.printf("avyay list:       %s%n", avyay);
        result.printf("task-master list: %s%n", taskMaster);
        result.printf("ratio of the medians: %.2f%n", avyay.median() / taskMaster.median());
    }

    private void writers(String name, String script, Path program)
            throws IOException, InterruptedException {
        var began = System.nanoTime();
        var survived = Shell.run(script, scratch, program, WRITERS, EACH).lines().toList();
        result.printf(
                "%s: of %d tasks by %d writers at once %s, after %.1f s%n",
                name,
                WRITERS * EACH,
                WRITERS,
                survived.getLast(),
                (System.nanoTime() - began) / 1e9);
    }
}
