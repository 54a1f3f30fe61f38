package ai.avyay.nodes;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Control groups of the kernel that limit the number of processes and threads of one run each.
///
/// Only the superuser needs them, and only they may make them: everybody else is held to the limit
/// of the shell.
///
/// @param parent the folder that the groups are made in
record ControlGroups(Path parent, AtomicLong count) {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String PREFIX = "avyay-";

    /// Empty where they are not needed, or where this machine does not let us make them.
    static Optional<ControlGroups> ofThisMachine() {
        if (!Superuser.isUs()) {
            return Optional.empty();
        }
        for (var parent : candidates()) {
            var groups = new ControlGroups(parent, new AtomicLong());
            groups.sweep();
            try {
                groups.make(Confinement.MOST_PROCESSES).remove();
                return Optional.of(groups);
            } catch (IOException e) {
                // This one is not ours to divide; the next may be.
            }
        }
        return Optional.empty();
    }

    /// The folders of our own group, in both of the kernel's layouts.
    private static List<Path> candidates() {
        var candidates = new ArrayList<Path>();
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
                var path = line.substring(line.lastIndexOf(':') + 2);
                if (line.contains(":pids:")) {
                    candidates.add(ROOT.resolve("pids").resolve(path));
                    candidates.add(ROOT.resolve("pids"));
                } else if (line.startsWith("0::")) {
                    candidates.add(ROOT.resolve(path));
                    candidates.add(ROOT.resolve(path).resolveSibling("."));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return candidates.stream().map(Path::normalize).filter(Files::isDirectory).toList();
    }

    /// One group.
    record Group(Path folder) {
        /// Removes the group if nothing is left in it.
        void remove() {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // The kernel has not yet let go of its last process: the next sweep removes it.
            }
        }
    }

    /// A group of at most `processes`.
    Group make(String processes) throws IOException {
        var group = new Group(fresh());
        try {
            Files.writeString(group.folder().resolve("pids.max"), processes);
            return group;
        } catch (IOException e) {
            group.remove();
            throw e;
        }
    }

    /// A folder that is ours alone: another node of this process counts for itself.
    private Path fresh() throws IOException {
        while (true) {
            var name = PREFIX + ProcessHandle.current().pid() + "-" + count.incrementAndGet();
            try {
                return Files.createDirectory(parent.resolve(name));
            } catch (FileAlreadyExistsException taken) {
                // The next number is tried.
            }
        }
    }

    /// Removes the empty groups of engines that were killed.
    private void sweep() {
        try (var groups = Files.newDirectoryStream(parent, PREFIX + "*-*")) {
            for (var folder : groups) {
                var owner = folder.getFileName().toString().replaceAll("[^0-9]*([0-9]+)-.*", "$1");
                if (owner.matches("[0-9]{1,18}")
                        && ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
                    new Group(folder).remove();
                }
            }
        } catch (IOException e) {
            // What cannot be listed cannot be swept.
        }
    }
}
