package ai.avyay.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/// A small real project with a test suite, and the tasks that the demonstration has built in it.
public final class DemoProject {
    private static final String RESOURCES = "demo/";
    private static final Map<String, String> FILES =
            Map.ofEntries(
                    Map.entry("project/README.md", "README.md"),
                    Map.entry("project/bin/tally", "bin/tally"),
                    Map.entry("project/data/sample.ledger", "data/sample.ledger"),
                    Map.entry("project/docs/about.md", "docs/about.md"),
                    Map.entry("project/gitignore", ".gitignore"),
                    Map.entry("project/lib/version.sh", "lib/version.sh"),
                    Map.entry("project/tests/assert.sh", "tests/assert.sh"),
                    Map.entry("project/tests/run.sh", "tests/run.sh"),
                    Map.entry("project/tests/total_test.sh", "tests/total_test.sh"),
                    Map.entry("avyay.yaml", Configuration.FILE));
    private static final List<String> EXECUTABLE = List.of("bin/tally");
    private static final PersonIdent AUTHOR = new PersonIdent("Demo", "demo@avyay.invalid");

    private DemoProject() {}

    /// Makes the project in `folder`, which is empty or does not exist, with one commit on `main`.
    public static void makeIn(Path folder) {
        try {
            for (var file : FILES.entrySet()) {
                var target = folder.resolve(file.getValue());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.writeString(target, text(file.getKey()));
            }
            for (var program : EXECUTABLE) {
                if (!folder.resolve(program).toFile().setExecutable(true)) {
                    throw new IOException("cannot make " + program + " executable");
                }
            }
            commit(folder);
        } catch (IOException | GitAPIException e) {
            throw CommandException.failed(
                    "the demo's project cannot be made in %s: %s"
                            .formatted(folder, e.getMessage()));
        }
    }

    private static void commit(Path folder) throws GitAPIException {
        try (var git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setAuthor(AUTHOR)
                    .setCommitter(AUTHOR)
                    .setSign(false)
                    .setMessage("A ledger in plain text")
                    .call();
        }
    }

    /// The tasks, in the form that `avyay add` reads.
    public static String tasks() {
        return text("tasks.yaml");
    }

    private static String text(String resource) {
        try (InputStream stream = DemoProject.class.getResourceAsStream(RESOURCES + resource)) {
            return new String(
                    Objects.requireNonNull(stream, resource).readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
