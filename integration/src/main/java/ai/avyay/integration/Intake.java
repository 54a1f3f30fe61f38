package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.WorkLostException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PackParser;

/// Takes the work of an attempt into the hub: whole, checked, bounded, or not at all.
record Intake(HubObjects objects, HubSettings.BundleBounds bounds) {
    private static final int PACK_HEADER = 12;

    CommitId accept(AttemptRef attempt, CommitId start, InputStream stream) {
        if (!objects.has(start)) {
            throw new WorkLostException(
                    "%s started from %s, which was in the hub only and is lost"
                            .formatted(attempt, start.abbreviated()));
        }
        try (var quarantine = Quarantine.open(objects.repository())) {
            var bundle =
                    new BufferedInputStream(new BoundedStream(stream, bounds.bytes()), 1 << 16);
            var header = BundleHeader.read(bundle);
            for (var prerequisite : header.prerequisites()) {
                if (!objects.has(prerequisite)) {
                    throw new Refusal(
                            "its bundle builds on " + prerequisite + ", which is not in the hub");
                }
            }
            var arrived = new ArrivedObjects();
            var ids = unpack(quarantine, bundle, arrived);
            new Inspection(quarantine.repository(), arrived, ids).inspect(header.head(), start);
            quarantine.release();
            objects.repository().getObjectDatabase().has(HubObjects.id(header.head()));
            objects.point(attempt.ref(), header.head());
            return header.head();
        } catch (Refusal e) {
            throw refused(attempt, e.reason(), e);
        } catch (TooLargeObjectInPackException e) {
            throw refused(
                    attempt,
                    "a file is larger than " + bounds.objectBytes() + " bytes, keep it out",
                    e);
        } catch (CorruptObjectException e) {
            throw refused(attempt, "its objects are malformed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw refused(attempt, "its bundle cannot be read: " + e.getMessage(), e);
        }
    }

    private static NodeException refused(AttemptRef attempt, String reason, Exception cause) {
        return new NodeException(
                "%s: the work was refused: %s; nothing of it was taken in"
                        .formatted(attempt, reason),
                cause);
    }

    private Set<ObjectId> unpack(
            Quarantine quarantine, BufferedInputStream bundle, ArrivedObjects arrived)
            throws IOException {
        refuseTooMany(bundle);
        try (var inserter = quarantine.repository().newObjectInserter()) {
            var parser = inserter.newPackParser(bundle);
            parser.setAllowThin(true);
            parser.setObjectChecker(arrived);
            parser.setMaxObjectSizeLimit(bounds.objectBytes());
            parser.setCheckEofAfterPackFooter(true);
            parser.parse(new Patience());
            inserter.flush();
            return ids(parser);
        }
    }

    /// The parser makes room for as many objects as the pack claims to have.
    private void refuseTooMany(BufferedInputStream bundle) throws IOException {
        bundle.mark(PACK_HEADER);
        var header = ByteBuffer.wrap(bundle.readNBytes(PACK_HEADER));
        bundle.reset();
        if (header.limit() < PACK_HEADER) {
            throw new Refusal("its bundle is cut off");
        }
        var count = Integer.toUnsignedLong(header.getInt(8));
        if (count > bounds.objects()) {
            throw new Refusal("its bundle has more than " + bounds.objects() + " objects");
        }
    }

    private static Set<ObjectId> ids(PackParser parser) {
        var ids = new HashSet<ObjectId>();
        for (var i = 0; i < parser.getObjectCount(); i++) {
            ids.add(parser.getObject(i).copy());
        }
        return ids;
    }
}
