package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.Hub;
import ai.avyay.engine.Integration;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/// Whatever state a work tree is in and whatever ships: what git does not have from the user stays
/// byte for byte.
class MirrorProperties {
    private static final List<String> PATHS =
            List.of("a", "b", "dir", "dir/c", "dir/d", "out", "out/x", "out/y/z", "README.md");

    /// Something that a person or an agent does to a file.
    record Deed(Kind kind, String path, String text) {
        enum Kind {
            WRITE,
            STAGE,
            DELETE,
            LINK
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void the_users_bytes_stay(
            @ForAll("committed") List<Deed> committed,
            @ForAll("shipped") List<Deed> shipped,
            @ForAll("done") List<Deed> done)
            throws IOException {
        var folder = Files.createTempDirectory("avyay-mirror-");
        try {
            var repositories = Repositories.in(folder);
            repositories.write(".gitignore", "out/\n.avyay/\n");
            committed.forEach(deed -> perform(repositories.user(), deed));
            repositories.git("add", "--all");
            repositories.git("commit", "--quiet", "--message", "state");
            try (var hub = repositories.hub()) {
                ship(hub, shipped, folder);
                done.forEach(deed -> perform(repositories.user(), deed));
                check(repositories, new GitIntegration(hub));
            }
        } finally {
            Quarantine.remove(folder);
        }
    }

    private static void ship(BareHub hub, List<Deed> shipped, Path folder) {
        var attempt = Tasks.attempt("api");
        var start = hub.start(new Hub.StartOrder(attempt, Optional.empty(), Map.of()));
        var workshop = Workshop.open(hub, start.start(), folder.resolve("workshop"));
        shipped.forEach(deed -> perform(workshop.folder(), deed));
        workshop.commit("work");
        var integration = new GitIntegration(hub);
        var prepared =
                integration.prepare(
                        Tasks.delivered("api", start.base(), workshop.deliver(hub, attempt)));
        if (prepared instanceof Integration.Prepared.Candidate candidate) {
            assertThat(integration.ship(candidate.intent())).isTrue();
        }
    }

    private static void check(Repositories repositories, GitIntegration integration) {
        var own = ownBytes(repositories);
        var staged = repositories.git("diff", "--cached", "--raw");
        var uncommitted = uncommitted(repositories);
        var behind = !repositories.head().equals(repositories.inHub("avyay/main"));
        var kept = integration.mirror();
        assertThat(WorkTreeBytes.of(repositories.user())).containsAllEntriesOf(own);
        if (kept.isPresent()) {
            assertThat(repositories.git("diff", "--cached", "--raw")).isEqualTo(staged);
        } else {
            assertThat(repositories.head()).isEqualTo(repositories.inHub("avyay/main"));
            assertThat(uncommitted(repositories)).isEqualTo(behind ? "" : uncommitted);
        }
        assertThat(integration.mirror()).isEqualTo(kept);
    }

    private static String uncommitted(Repositories repositories) {
        return repositories.git("status", "--porcelain", "--untracked-files=no");
    }

    /// What is there that the last commit does not hold.
    private static Map<String, String> ownBytes(Repositories repositories) {
        var own = new HashMap<>(WorkTreeBytes.of(repositories.user()));
        for (var path : repositories.git("ls-files", "--cached").lines().toList()) {
            var clean =
                    Repositories.run(repositories.user(), "diff", "--quiet", "HEAD", "--", path)
                                    .exit()
                            == 0;
            if (clean) {
                own.remove(path);
            }
        }
        return own;
    }

    private static void perform(Path root, Deed deed) {
        var file = root.resolve(deed.path());
        try {
            switch (deed.kind()) {
                case WRITE -> {
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, deed.text());
                }
                case STAGE -> Repositories.run(root, "add", "--force", "--", deed.path());
                case DELETE -> {
                    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                        Files.deleteIfExists(file);
                    }
                }
                case LINK -> Files.createSymbolicLink(file, Path.of("elsewhere"));
            }
        } catch (IOException e) {
            assertThat(e)
                    .as("a folder or a file was in the way of the deed")
                    .isInstanceOf(FileSystemException.class);
        }
    }

    @Provide
    Arbitrary<List<Deed>> committed() {
        return deeds(Deed.Kind.WRITE).ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Deed>> shipped() {
        return deeds(Deed.Kind.WRITE, Deed.Kind.WRITE, Deed.Kind.DELETE, Deed.Kind.LINK)
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Deed>> done() {
        return deeds(
                        Deed.Kind.WRITE,
                        Deed.Kind.WRITE,
                        Deed.Kind.STAGE,
                        Deed.Kind.DELETE,
                        Deed.Kind.LINK)
                .ofMaxSize(3);
    }

    private static net.jqwik.api.arbitraries.ListArbitrary<Deed> deeds(Deed.Kind... kinds) {
        return Combinators.combine(
                        Arbitraries.of(kinds),
                        Arbitraries.of(PATHS),
                        Arbitraries.of("1\n", "2\n", "", "long\n".repeat(50)))
                .as(Deed::new)
                .list();
    }
}
