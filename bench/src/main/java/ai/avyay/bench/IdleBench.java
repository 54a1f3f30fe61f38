package ai.avyay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What `avyay up` takes while it has nothing to do: memory and processor time, with 1,000 live
/// tasks and after ten that it has worked on. Linux only: it reads `/proc`.
///
/// Arguments: the launcher `avyay`, the number of tasks (1,000), and for how many seconds it is
/// watched (60).
public final class IdleBench {
    private static final String SETUP =
            """
            set -e
            git init -q -b main "$1/repo"; cd "$1/repo"
            printf 'nodes:\\n  local: { slots: 2, capabilities: [shell] }\\nagents:\\n  default: shell\\n' > avyay.yaml
            printf 'types:\\n  seen: { review: required }\\n' >> avyay.yaml
            git add -A; git -c user.name=b -c user.email=b@bench.invalid commit -q -m start
            "$2" init; "$2" add "$1/tasks.json"
            """;

    /// Starts `up`, waits until one task is in review and ten are done, then for half a minute.
    private static final String WATCH =
            """
            cd "$1/repo"
            "$2" up > "$1/log" 2>&1 &
            up=$!
            trap 'kill $up; wait $up' EXIT
            tries=0
            until [ "$(ls .avyay/queue/done/*/ 2>/dev/null | grep -c json)" -ge 10 ] &&
                grep -q '"status": "in_review"' .avyay/queue/queue.json; do
              sleep 1; tries=$((tries + 1)); [ $tries -lt 240 ] || { tail "$1/log"; exit 1; }
            done
            sleep 30
            ticks() { cut -d' ' -f14,15 /proc/$up/stat | tr ' ' '+'; }
            before=$(($(ticks))); sleep $3; after=$(($(ticks)))
            grep -E 'VmRSS|RssAnon|RssFile|VmHWM' /proc/$up/status
            awk -v t=$((after - before)) -v s=$3 -v h=$(getconf CLK_TCK) \
              'BEGIN { printf "idle: %.3f %% of a core over %d seconds\\n", 100 * t / h / s, s }'
            """;

    private IdleBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var launcher = Path.of(arguments[0]).toAbsolutePath();
        var tasks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        var seconds = arguments.length > 2 ? arguments[2] : "60";
        var scratch = Files.createTempDirectory("avyay-idle-bench");
        try (var result = Shell.output()) {
            Files.writeString(scratch.resolve("tasks.json"), tasks(tasks));
            Shell.run(SETUP, scratch, launcher);
            result.println(Shell.run(WATCH, scratch, launcher, seconds));
        } finally {
            Shell.remove(scratch);
        }
    }

    /// Ten that end, one that a person has to see, and the rest behind that one.
    private static String tasks(int count) {
        var text = new StringBuilder("{\"version\": 1, \"tasks\": {\n");
        for (var i = 0; i < 10; i++) {
            text.append(task("quick-" + i, "echo %d > made-%d".formatted(i, i), "{}", "work"));
        }
        text.append(task("gate", "echo gate > gate", "{}", "seen"));
        var behind = "{\"gate\": {\"type\": \"ordering\"}}";
        for (var i = 1; i < count; i++) {
            text.append(task("task-" + i, "Do as the title says. ".repeat(10), behind, "work"));
        }
        return text.substring(0, text.lastIndexOf(",")) + "}}";
    }

    private static String task(String id, String instructions, String needs, String type) {
        return "\"%s\": {\"title\": \"Build %s\", \"type\": \"%s\", \"instructions\": \"%s\", \"depends_on\": %s},%n"
                .formatted(id, id, type, instructions, needs);
    }
}
