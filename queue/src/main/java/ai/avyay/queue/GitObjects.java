package ai.avyay.queue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/// The bytes and names of git's objects.
final class GitObjects {
    static final String IDENTITY = "Avyay <avyay@localhost>";

    private GitObjects() {}

    static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static ObjectId id(int type, byte[] content) {
        var digest = sha1();
        digest.update(Constants.encodedTypeString(type));
        digest.update((" " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        digest.update(content);
        return ObjectId.fromRaw(digest.digest());
    }

    static ObjectId blobId(byte[] content) {
        return id(Constants.OBJ_BLOB, content);
    }

    /// A tree of files only.
    ///
    /// @param files ids by name, in the order of the names' bytes
    static byte[] treeOfFiles(Map<String, ObjectId> files) {
        var tree = new ByteArrayOutputStream(files.size() * 48);
        files.forEach((name, id) -> entry(tree, FileMode.REGULAR_FILE, name, id));
        return tree.toByteArray();
    }

    /// A tree of folders only.
    static byte[] treeOfFolders(Map<String, ObjectId> folders) {
        var tree = new ByteArrayOutputStream(folders.size() * 48);
        folders.forEach((name, id) -> entry(tree, FileMode.TREE, name, id));
        return tree.toByteArray();
    }

    static void entry(ByteArrayOutputStream tree, FileMode mode, String name, ObjectId id) {
        var raw = new byte[Constants.OBJECT_ID_LENGTH];
        id.copyRawTo(raw, 0);
        tree.writeBytes((mode + " " + name + "\0").getBytes(StandardCharsets.UTF_8));
        tree.writeBytes(raw);
    }

    /// A commit of the queue.
    ///
    /// @param parent the commit before, or the zero id if there is none
    static byte[] commit(ObjectId tree, ObjectId parent, Instant at, String message) {
        var who = IDENTITY + " " + Math.max(0, at.getEpochSecond()) + " +0000\n";
        var text =
                "tree "
                        + tree.name()
                        + "\n"
                        + (parent.equals(ObjectId.zeroId()) ? "" : "parent " + parent.name() + "\n")
                        + "author "
                        + who
                        + "committer "
                        + who
                        + "\n"
                        + message;
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
