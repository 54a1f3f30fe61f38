package ai.avyay.nodes;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.CollectOrder;
import ai.avyay.engine.Hub;
import ai.avyay.engine.NodeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/// What a workspace hands out of its work: the name of the commit in a line, or why there is none;
/// then a pack of what is new. All of it is taken as hostile.
public final class WorkStream {
    private static final int LONGEST_LINE = 300;

    /// Writes the stream; it is given the start, the message and the deliverables that exist, and
    /// an environment as [#environment(String, String)] has it.
    public static final String SCRIPT =
            """
            set -eu
            start=$1 message=$2
            shift 2
            refuse() { echo "refused: $1"; exit 3; }
            head=$(git --git-dir="$GIT_WORK_TREE/.git" rev-parse --verify --quiet 'HEAD^{commit}') ||
                refuse 'its HEAD leads to no commit'
            git merge-base --is-ancestor "$start" "$head" ||
                refuse "its commit $head does not descend from $start, where it began"
            test "$head" = "$start" || git read-tree --reset "$head"
            git add -A .
            test $# -eq 0 || git add -f -- "$@"
            tree=$(git write-tree)
            if test "$tree" != "$(git rev-parse --verify "$head^{tree}")"; then
                head=$(git commit-tree -p "$head" -m "$message" "$tree")
            fi
            echo "$head"
            test "$head" = "$start" || printf '%s\\n^%s\\n' "$head" "$start" |
                git pack-objects -q --revs --thin --delta-base-offset --stdout
            """;

    private WorkStream() {}

    /// What git sees of the environment.
    ///
    /// @param git a git directory that no program could write to, with the index of the start
    /// @param tree the clone
    public static Map<String, String> environment(String git, String tree) {
        var environment = new HashMap<>(EngineGit.environment(git));
        environment.put("GIT_DIR", git);
        environment.put("GIT_WORK_TREE", tree);
        environment.put("GIT_INDEX_FILE", git + "/index");
        environment.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", tree + "/.git/objects");
        environment.put("GIT_AUTHOR_NAME", "Avyay agent");
        environment.put("GIT_AUTHOR_EMAIL", "agent@avyay.invalid");
        environment.put("GIT_COMMITTER_NAME", "Avyay");
        environment.put("GIT_COMMITTER_EMAIL", "engine@avyay.invalid");
        return environment;
    }

    /// Takes the work into the hub.
    ///
    /// @return its commit; the start, not sent to the hub, if there is no work
    /// @throws NodeException if there is none that the hub takes, or it is larger than `limitBytes`
    public static CommitId accept(Hub hub, CollectOrder order, InputStream output, long limitBytes)
            throws IOException {
        var line = line(output);
        if (!line.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
            throw new NodeException(
                    line.startsWith("refused: ")
                            ? line
                            : "refused: git could not read the workspace");
        }
        var commit = new CommitId(line);
        return commit.equals(order.start())
                ? commit
                : hub.accept(
                        order.attempt(),
                        order.start(),
                        BundleStream.of(
                                order.attempt(), order.start(), commit, output, limitBytes));
    }

    private static String line(InputStream output) throws IOException {
        var line = new StringBuilder();
        for (var c = output.read();
                c >= 0 && c != '\n' && line.length() < LONGEST_LINE;
                c = output.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
