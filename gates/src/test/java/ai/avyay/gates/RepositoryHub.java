package ai.avyay.gates;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/// A hub over a real bare repository; it can be looked into and written to, and no more.
final class RepositoryHub implements Hub, AutoCloseable {
    private final Repository repository;

    RepositoryHub(Path folder) throws IOException {
        repository = new FileRepository(folder.toFile());
        repository.create(true);
    }

    /// One entry of a tree.
    ///
    /// @param content a character for each byte
    record Entry(FileMode mode, String content) {
        static Entry file(byte[] bytes) {
            return of(FileMode.REGULAR_FILE, bytes);
        }

        static Entry of(FileMode mode, byte[] bytes) {
            return new Entry(mode, new String(bytes, StandardCharsets.ISO_8859_1));
        }

        byte[] bytes() {
            return content.getBytes(StandardCharsets.ISO_8859_1);
        }

        boolean submodule() {
            return isSubmodule(mode);
        }
    }

    private static boolean isSubmodule(FileMode mode) {
        return FileMode.GITLINK.equals(mode.getBits());
    }

    CommitId commit(Map<String, Entry> files) throws IOException {
        try (var inserter = repository.newObjectInserter()) {
            var index = DirCache.newInCore();
            var builder = index.builder();
            for (var file : files.entrySet()) {
                var entry = new DirCacheEntry(name(file.getKey()));
                entry.setFileMode(file.getValue().mode());
                entry.setObjectId(
                        file.getValue().submodule()
                                ? ObjectId.fromString("1".repeat(40))
                                : inserter.insert(Constants.OBJ_BLOB, file.getValue().bytes()));
                builder.add(entry);
            }
            builder.finish();
            var commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            var author = new PersonIdent("A", "a@example.org", Instant.EPOCH, ZoneOffset.UTC);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage("work");
            var id = inserter.insert(commit);
            inserter.flush();
            return new CommitId(id.name());
        }
    }

    /// UTF-8, but for a lone surrogate from U+DC00 on, which stands for the byte that it ends in.
    private static byte[] name(String path) {
        var bytes = new ByteArrayOutputStream();
        path.codePoints()
                .forEach(point ->
                        bytes.writeBytes(
                                point >= 0xDC00 && point <= 0xDCFF
                                        ? new byte[] {(byte) point}
                                        : Character.toString(point)
                                                .getBytes(StandardCharsets.UTF_8)));
        return bytes.toByteArray();
    }

    @Override
    public Tree tree(CommitId commit) {
        return new CommitTree(commit);
    }

    private final class CommitTree implements Tree {
        private final ObjectId tree;

        CommitTree(CommitId commit) {
            tree = treeOf(commit);
        }

        @Override
        public String id() {
            return tree.name();
        }

        @Override
        public Optional<byte[]> read(String path, long limitBytes) {
            try (var walk = TreeWalk.forPath(repository, path, tree)) {
                if (walk == null || isSubmodule(walk.getFileMode(0))) {
                    return Optional.empty();
                }
                var object = repository.open(walk.getObjectId(0));
                return object.getSize() > limitBytes
                        ? Optional.empty()
                        : Optional.of(object.getBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<FileChange> changesSince(CommitId base) {
            try (var differ = new DiffFormatter(new ByteArrayOutputStream())) {
                differ.setRepository(repository);
                differ.setDetectRenames(true);
                var changes = new ArrayList<FileChange>();
                for (var entry : differ.scan(treeOf(base), tree)) {
                    changes.add(change(entry));
                }
                return changes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private FileChange change(DiffEntry entry) {
            var kind =
                    switch (entry.getChangeType()) {
                        case ADD, COPY -> FileChange.Kind.ADDED;
                        case MODIFY -> FileChange.Kind.MODIFIED;
                        case DELETE -> FileChange.Kind.DELETED;
                        case RENAME -> FileChange.Kind.RENAMED;
                    };
            var deleted = kind == FileChange.Kind.DELETED;
            var path = deleted ? entry.getOldPath() : entry.getNewPath();
            return new FileChange(
                    kind,
                    path,
                    kind == FileChange.Kind.RENAMED
                            ? Optional.of(entry.getOldPath())
                            : Optional.empty(),
                    deleted ? 0 : entry.getNewMode().getBits(),
                    deleted ? 0 : read(path, Long.MAX_VALUE).map(b -> b.length).orElse(0));
        }

        @Override
        public List<String> paths() {
            try (var walk = new TreeWalk(repository)) {
                walk.addTree(tree);
                walk.setRecursive(true);
                var paths = new ArrayList<String>();
                while (walk.next()) {
                    paths.add(walk.getPathString());
                }
                return paths;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ObjectId treeOf(CommitId commit) {
        try (var walk = new RevWalk(repository)) {
            return walk.parseCommit(ObjectId.fromString(commit.value())).getTree().getId();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path location() {
        return repository.getDirectory().toPath();
    }

    @Override
    public Start start(StartOrder order) {
        throw new UnsupportedOperationException("the gate starts no attempt");
    }

    @Override
    public CommitId accept(AttemptRef attempt, CommitId start, InputStream bundle) {
        throw new UnsupportedOperationException("the gate takes nothing in");
    }

    @Override
    public Branch branch(Set<String> paths) {
        throw new UnsupportedOperationException("the gate knows no branch");
    }

    @Override
    public void close() {
        repository.close();
    }
}
