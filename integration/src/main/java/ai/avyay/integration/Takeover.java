package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Brings what a damaged hub still holds whole into the one that takes its place.
///
/// Of the damaged one only objects and names are used, through a repository of our own that borrows
/// its objects, and before them those of the new one, which are whole; git copies what it can reach
/// from each name, or nothing of it. All three folders are neighbours.
///
/// @param damaged the folder that was put aside
/// @param lender where the borrowing repository is made; it is removed again
/// @param git runs outside of all of them
record Takeover(Path damaged, Path lender, HubObjects objects, Git git) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern WORK =
            Pattern.compile("refs/(?:attempts|starts|candidates)/[a-z0-9-]+/[0-9]+");
    private static final String SHIPPED = "refs/takeover/shipped";
    private static final int MOST_AT_ONCE = 500;

    /// What was taken over.
    ///
    /// @param attempts whose work it was
    /// @param lost names that led to nothing whole
    record Taken(Optional<CommitId> shipped, long attempts, long lost) {
        static final Taken NOTHING = new Taken(Optional.empty(), 0, 0);

        String notice() {
            return "from the damaged one the work of %d attempts was taken over%s"
                    .formatted(
                            attempts,
                            lost == 0
                                    ? ""
                                    : "; that of %d is lost, what still needs it is done again"
                                            .formatted(lost));
        }
    }

    /// Takes over what can be; a hub that cannot be read at all gives nothing.
    Taken perform() {
        try {
            var refs = refs();
            lend(refs);
            var taken = new ArrayList<String>();
            if (refs.containsKey(ShippingBranch.REF)) {
                fetch(List.of("+" + ShippingBranch.REF + ":" + SHIPPED));
            }
            var work = refs.keySet().stream().filter(ref -> WORK.matcher(ref).matches()).toList();
            for (var from = 0; from < work.size(); from += MOST_AT_ONCE) {
                taken.addAll(fetched(part(work, from, from + MOST_AT_ONCE)));
            }
            objects.repository().getRefDatabase().refresh();
            var shipped = objects.read(SHIPPED);
            shipped.ifPresent(_ -> objects.remove(SHIPPED));
            return new Taken(shipped, attempts(taken), attempts(work) - attempts(taken));
        } catch (IOException | IntegrationException unreadable) {
            return Taken.NOTHING;
        } finally {
            Quarantine.remove(lender);
        }
    }

    private static long attempts(List<String> refs) {
        return refs.stream().filter(ref -> ref.startsWith("refs/attempts/")).count();
    }

    private static List<String> part(List<String> all, int from, int to) {
        return all.subList(from, Math.min(to, all.size()));
    }

    /// One name that leads to nothing whole spoils the fetch of all that are asked for with it.
    private List<String> fetched(List<String> refs) {
        if (refs.isEmpty() || fetch(refs.stream().map(ref -> "+" + ref + ":" + ref).toList())) {
            return refs;
        }
        if (refs.size() == 1) {
            return List.of();
        }
        var half = refs.size() / 2;
        return Stream.concat(
                        fetched(part(refs, 0, half)).stream(),
                        fetched(part(refs, half, refs.size())).stream())
                .toList();
    }

    private boolean fetch(List<String> refspecs) {
        var command =
                new ArrayList<>(
                        List.of(
                                "--git-dir=" + objects.repository().getDirectory(),
                                "-c",
                                "transfer.fsckObjects=false",
                                "fetch",
                                "--quiet",
                                "--no-tags",
                                "--no-write-fetch-head",
                                lender.toString()));
        command.addAll(refspecs);
        return git.run(command.toArray(String[]::new)).succeeded();
    }

    private void lend(Map<String, String> refs) throws IOException {
        new FileRepositoryBuilder().setGitDir(lender.toFile()).setBare().build().create(true);
        var fresh = objects.repository().getDirectory().toPath();
        Files.writeString(
                Files.createDirectories(lender.resolve("objects/info")).resolve("alternates"),
                "../../%s/objects\n../../%s/objects\n"
                        .formatted(fresh.getFileName(), damaged.getFileName()));
        var packed = new StringBuilder();
        refs.forEach((name, id) -> packed.append(id).append(' ').append(name).append('\n'));
        Files.writeString(lender.resolve("packed-refs"), packed);
    }

    /// The names that can still be read; one in a file of its own goes before one in the list.
    private Map<String, String> refs() throws IOException {
        var refs = new TreeMap<String, String>();
        for (var line : text(damaged.resolve("packed-refs")).lines().toList()) {
            var parts = line.split(" ", 2);
            if (parts.length == 2) {
                put(refs, parts[1], parts[0]);
            }
        }
        var folder = damaged.resolve("refs");
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    put(refs, damaged.relativize(file).toString(), text(file).strip());
                }
            }
        }
        return refs;
    }

    private static void put(Map<String, String> refs, String name, String id) {
        var wanted = name.equals(ShippingBranch.REF) || WORK.matcher(name).matches();
        if (wanted && COMMIT.matcher(id).matches()) {
            refs.put(name, id);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                : "";
    }
}
