package ai.avyay.queue;

import ai.avyay.engine.QueueException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// The git repository of the queue: its objects, and the one branch that the engine moves.
final class QueueRepository implements AutoCloseable {
    private static final String CONFIG =
            """
            [core]
            \trepositoryformatversion = 0
            \tfilemode = false
            \tbare = false
            \tcompression = 1
            \tautocrlf = false
            [user]
            \tname = Avyay
            \temail = avyay@localhost
            [commit]
            \tgpgsign = false
            [gc]
            \tauto = 0
            [maintenance]
            \tauto = false
            """;
    private static final String IGNORED =
            "/*.tmp*\n/queue.json.*\n/engine.json.*\n*.refused-*\n/done/*/*.tmp\n";
    private static final String HEAD = "ref: " + Branch.NAME + "\n";

    private final Path git;
    private final FileChannel lockFile;
    private final Repository jgit;
    private final Branch branch;
    private final Journal journal;
    private final Commits commits;

    private QueueRepository(Path git, FileChannel lockFile, Repository jgit, Journal journal) {
        this.git = git;
        this.lockFile = lockFile;
        this.jgit = jgit;
        this.journal = journal;
        branch = new Branch(git, jgit);
        commits = new Commits(packFolder(), branch, journal);
    }

    /// Opens the repository in `folder`, making it first if there is none, and keeps every other
    /// writer out.
    static QueueRepository open(Path folder) throws IOException {
        var git = folder.resolve(".git");
        for (var each :
                new String[] {"objects/pack", "objects/info", "refs/heads", "refs/tags", "info"}) {
            Files.createDirectories(git.resolve(each));
        }
        var lockFile = lock(git);
        try {
            put(git.resolve("HEAD"), HEAD);
            if (!isSound(git.resolve("config"))) {
                Disk.replace(git.resolve("config"), CONFIG.getBytes(StandardCharsets.UTF_8));
            }
            put(git.resolve("info/exclude"), IGNORED);
            sweep(git);
            return new QueueRepository(git, lockFile, jgit(folder), Journal.open(git));
        } catch (IOException | RuntimeException failed) {
            lockFile.close();
            throw failed;
        }
    }

    static Repository jgit(Path folder) throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(folder.resolve(".git").toFile())
                .setWorkTree(folder.toFile())
                .setMustExist(true)
                .build();
    }

    private static FileChannel lock(Path git) throws IOException {
        var file =
                FileChannel.open(
                        git.resolve("avyay.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException _) {
            lock = null;
        }
        if (lock == null) {
            file.close();
            throw new QueueException(
                    git.getParent() + " is open already, close it there before opening it again");
        }
        return file;
    }

    private static void put(Path file, String text) throws IOException {
        if (!Disk.read(file).map(String::new).equals(Optional.of(text))) {
            Disk.replace(file, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isSound(Path config) throws IOException {
        var text = Disk.read(config).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        if (text.isEmpty()) {
            return false;
        }
        try {
            var settings = new Config();
            settings.fromText(text.get());
            return settings.getInt("core", "repositoryformatversion", -1) == 0;
        } catch (ConfigInvalidException _) {
            return false;
        }
    }

    /// Removes what a run that was killed was writing.
    private static void sweep(Path git) throws IOException {
        Branch.sweep(git);
        var packs = git.resolve("objects/pack");
        try (var left = Files.newDirectoryStream(packs, "tmp_{avyay,packing}*")) {
            for (var file : left) {
                Files.delete(file);
            }
        }
    }

    Repository jgit() {
        return jgit;
    }

    /// The queue's folder.
    Path folder() {
        return jgit.getWorkTree().toPath();
    }

    Path packFolder() {
        return git.resolve("objects/pack");
    }

    Branch branch() {
        return branch;
    }

    Commits commits() {
        return commits;
    }

    /// What the journal held when the repository was opened.
    Replay replay() {
        return new Replay(this, journal);
    }

    /// The content of an object.
    byte[] bytes(ObjectId id) throws IOException {
        try (var reader = jgit.newObjectReader()) {
            return reader.open(id).getBytes();
        } catch (MissingObjectException _) {
            // It may have gone into another pack this very moment.
            try (var fresh = jgit(folder());
                    var reader = fresh.newObjectReader()) {
                return reader.open(id).getBytes();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (lockFile;
                jgit;
                commits) {
            // Only closes, what was opened last first.
        }
    }
}
