package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.internal.submodule.SubmoduleValidator;
import org.eclipse.jgit.internal.submodule.SubmoduleValidator.SubmoduleValidationException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// Looks at what arrived as a whole: does it descend from the start, is nothing missing, does it
/// stay in its place?
///
/// Only new commits are walked: what the hub had before is whole, so the walk is bounded by the
/// bundle.
record Inspection(Repository repository, ArrivedObjects arrived, Set<ObjectId> ids) {
    private static final int LARGEST_MODULES = 1 << 20;

    void inspect(CommitId head, CommitId start) throws IOException {
        try (var reader = repository.newObjectReader();
                var walk = new RevWalk(reader)) {
            descend(walk, HubObjects.id(head), HubObjects.id(start));
            for (var tree : arrived.trees()) {
                complete(reader, tree);
            }
            for (var commit : arrived.commits()) {
                stayOutside(reader, walk.parseCommit(commit).getTree());
            }
            for (var entry : arrived.getGitsubmodules()) {
                refuseTraps(reader, entry.getBlobId());
            }
        }
    }

    private void descend(RevWalk walk, ObjectId head, ObjectId start) throws IOException {
        var seen = new HashSet<ObjectId>();
        var open = new ArrayDeque<ObjectId>();
        open.add(head);
        var descends = false;
        while (!open.isEmpty()) {
            var next = open.remove();
            if (next.equals(start)) {
                descends = true;
            } else if (arrived.commits().contains(next)) {
                for (var parent : walk.parseCommit(next).getParents()) {
                    if (seen.add(parent.toObjectId())) {
                        open.add(parent.toObjectId());
                    }
                }
            } else if (!repository.getObjectDatabase().has(next)) {
                throw new Refusal("its commit " + next.name() + " is missing");
            }
        }
        if (!descends) {
            throw new Refusal(
                    "its commit %s does not descend from %s, where the attempt started"
                            .formatted(head.name(), start.name()));
        }
    }

    private void complete(ObjectReader reader, AnyObjectId tree) throws IOException {
        var entries = new CanonicalTreeParser();
        for (entries.reset(reader, tree); !entries.eof(); entries.next()) {
            var mode = entries.getEntryFileMode();
            var object = entries.getEntryObjectId();
            if (!mode.equals(FileMode.GITLINK) && !ids.contains(object) && !reader.has(object)) {
                throw new Refusal("its file " + entries.getEntryPathString() + " is missing");
            }
        }
    }

    private static void stayOutside(ObjectReader reader, AnyObjectId root) throws IOException {
        var entries = new CanonicalTreeParser();
        for (entries.reset(reader, root); !entries.eof(); entries.next()) {
            if (DangerousName.isOfEngine(entries.getEntryPathString())) {
                throw new Refusal(
                        "it commits "
                                + entries.getEntryPathString()
                                + ", which belongs to the engine");
            }
        }
    }

    /// Names and addresses of submodules that make git run something or write elsewhere.
    private void refuseTraps(ObjectReader reader, AnyObjectId modules) throws IOException {
        if (!ids.contains(modules)) {
            return;
        }
        var bytes = reader.open(modules).getBytes(LARGEST_MODULES);
        try {
            SubmoduleValidator.assertValidGitModulesFile(new String(bytes, StandardCharsets.UTF_8));
        } catch (SubmoduleValidationException e) {
            throw new Refusal("its .gitmodules is dangerous: " + e.getMessage());
        }
    }
}
