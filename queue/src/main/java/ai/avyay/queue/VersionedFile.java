package ai.avyay.queue;

import org.eclipse.jgit.lib.ObjectId;

/// The content of a file, and its name in git.
final class VersionedFile {
    private final byte[] content;
    private final ObjectId blob;

    private VersionedFile(byte[] content, ObjectId blob) {
        this.content = content;
        this.blob = blob;
    }

    static VersionedFile of(byte[] content) {
        return new VersionedFile(content, GitObjects.blobId(content));
    }

    /// The bytes themselves; nobody changes them.
    byte[] content() {
        return content;
    }

    ObjectId blob() {
        return blob;
    }
}
