package ai.avyay.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// A hub that could not be used any more and was put aside, never deleted.
record DamagedHub(Path folder) {
    private static final String MARK = ".damaged-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    /// Moves `hub` away, to a name that tells when.
    static DamagedHub putAside(Path hub) {
        var name = hub.getFileName() + MARK + TIME.format(InstantSource.system().instant());
        var aside = hub.resolveSibling(name);
        try {
            Files.move(hub, aside, StandardCopyOption.ATOMIC_MOVE);
            Durable.folder(hub.getParent());
            return new DamagedHub(aside);
        } catch (IOException e) {
            throw new IntegrationException(
                    "%s is damaged and cannot be moved to %s: %s; move it there yourself, it is made again"
                            .formatted(hub, aside, e.getMessage()),
                    e);
        }
    }

    /// The one beside `hub` that was put aside last.
    static Optional<DamagedHub> newest(Path hub) throws IOException {
        try (Stream<Path> beside = Files.list(hub.resolveSibling(""))) {
            return beside.filter(path ->
                            path.getFileName().toString().startsWith(hub.getFileName() + MARK))
                    .max(Comparator.comparing(path -> path.getFileName().toString()))
                    .map(DamagedHub::new);
        }
    }

    /// Brings what it still holds whole into `objects`, and the note of a fast-forward that was
    /// under way.
    Takeover.Taken takeOver(HubObjects objects, Git git) {
        var there = objects.repository().getDirectory().toPath();
        var lender = there.resolveSibling(there.getFileName() + ".lender");
        var note = folder.resolve(Checkout.NOTE);
        if (Files.isRegularFile(note)) {
            HubObjects.reading(
                    "copying " + note, () -> Files.copy(note, there.resolve(Checkout.NOTE)));
        }
        return new Takeover(folder, lender, objects, git).perform();
    }

    /// What people are told of it.
    String notice(String fault) {
        return "the hub was damaged (%s): it was put aside as %s, and made again from your repository"
                .formatted(fault, folder);
    }
}
