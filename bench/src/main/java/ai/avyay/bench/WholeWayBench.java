package ai.avyay.bench;

import ai.avyay.app.Wiring;
import ai.avyay.domain.TaskId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/// The whole way of a task whose agent creates one file, from being added to being on the user's
/// branch, through the engine as `up` wires it; beside a shell script that does the same with bare
/// git and no sandbox, no queue and no hub that agents cannot reach.
///
/// Argument: the number of rounds (30).
public final class WholeWayBench {
    private static final int WARM_UP = 10;

    private static final String ALTERNATIVE =
            """
            set -e
            hub=$1/hub.git; user=$1/user; work=$1/script; name=$2
            git clone -q --no-hardlinks "$hub" "$work/agent"; cd "$work/agent"
            git checkout -q -b work
            echo hello > "$name"
            git add -A; git -c user.name=b -c user.email=b@bench.invalid commit -qm "$name"
            git -C "$hub" fetch -q "$work/agent" "work:refs/work/$name"
            test -s "$name"
            git clone -q --no-hardlinks --no-checkout "$hub" "$work/check"; cd "$work/check"
            git fetch -q origin "refs/work/$name"; git checkout -q FETCH_HEAD
            sh check.sh > "$work/log"
            git -c user.name=b -c user.email=b@bench.invalid rebase -q origin/main
            git push -q origin HEAD:main
            cd "$user"; git pull -q --ff-only
            rm -rf "$work"
            """;

    private WholeWayBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        try (var yard = new Yard();
                var result = Shell.output()) {
            Shell.run("git clone -q \"$1/hub.git\" \"$1/user\"", yard.scratch);
            var fleet = new Wiring(yard.site).fleet(_ -> {}, yard::hear);
            try (var engine = fleet.engine()) {
                engine.start(true);
                measure(
                        rounds,
                        round -> {
                            var file = "made-" + round;
                            var script = "echo hello > " + file;
                            yard.add(engine, new TaskId(file), script, file);
                            yard.done();
                        },
                        round -> Shell.run(ALTERNATIVE, yard.scratch, "made-" + round),
                        result);
            }
            print(yard.scratch, result);
        }
    }

    /// One whole way.
    private interface Way {
        void go(int round) throws IOException, InterruptedException;
    }

    private static void measure(int rounds, Way ours, Way theirs, PrintStream result)
            throws IOException, InterruptedException {
        var engine = new long[rounds];
        var script = new long[rounds];
        for (var round = -WARM_UP; round < rounds; round++) {
            var began = System.nanoTime();
            ours.go(round + WARM_UP);
            var middle = System.nanoTime();
            theirs.go(round + WARM_UP);
            if (round >= 0) {
                engine[round] = middle - began;
                script[round] = System.nanoTime() - middle;
            }
        }
        var mine = new Percentiles(engine);
        var other = new Percentiles(script);
        result.printf("the whole way through the engine: %s%n", mine);
        result.printf("the same by a shell script:       %s%n", other);
        result.printf("ratio of the medians: %.2f%n", mine.median() / other.median());
    }

    /// Both must have brought the same onto the user's branch.
    private static void print(Path scratch, PrintStream result)
            throws IOException, InterruptedException {
        var count = "cd \"$1\" && git log --oneline -- 'made-*' | wc -l";
        result.printf(
                "commits on the branch: %s and %s%n",
                Shell.run(count, scratch.resolve("source")),
                Shell.run(count, scratch.resolve("user")));
    }
}
