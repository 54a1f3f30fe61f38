package ai.avyay.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a program sees the parts of its workspace.
///
/// A sandbox shows them at the same paths in every workspace, so that what a build remembers of
/// paths stays true.
record Places(Folders folders, boolean remapped) {

    String tree() {
        return remapped ? "/avyay/workspace" : folders.tree().toString();
    }

    String home() {
        return remapped ? "/avyay/home" : folders.home().toString();
    }

    String temporary() {
        return remapped ? "/tmp" : folders.temporary().toString();
    }

    /// The engine's git directory, seen by the engine's own git only.
    String git() {
        return remapped ? "/avyay/git" : folders.git().toString();
    }

    /// `target` as a program sees it, relative to HOME unless absolute.
    ///
    /// If it lies in the workspace, the folders above it are made, and a link among them is
    /// refused: a sandbox makes the place to mount something at, and would follow the link to a
    /// place outside.
    String ready(String target) throws IOException {
        var path = Path.of(home()).resolve(target).normalize();
        if (path.startsWith(tree())) {
            Paths.place(folders.tree(), Path.of(tree()).relativize(path).toString());
        } else if (path.startsWith(home())) {
            Paths.place(folders.home(), Path.of(home()).relativize(path).toString());
        } else if (!Path.of(target).isAbsolute()) {
            throw new IOException("'" + target + "' does not lie in HOME");
        }
        return path.toString();
    }

    /// Refuses what `visible` would show if it is a folder of the engine's.
    static void refuseSecret(Path visible, Iterable<Path> hidden) throws IOException {
        for (var secret : hidden) {
            if (Files.exists(secret) && secret.toRealPath().startsWith(visible)) {
                throw new IOException(
                        visible
                                + " is to be visible, but contains "
                                + secret
                                + ", which no program may see; name a smaller folder");
            }
        }
    }
}
