package ai.avyay.nodes;

import java.nio.file.Path;

/// Where the parts of one workspace lie.
///
/// @param root made by us and marked as such; everything of the workspace is below it
record Folders(Path root) {
    /// The clone, the only folder that a program is meant to change.
    Path tree() {
        return root.resolve("tree");
    }

    Path home() {
        return root.resolve("home");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    /// What the engine keeps for itself; no program sees more of it than single files, read-only.
    Path engine() {
        return root.resolve("engine");
    }

    /// The index as it was when the clone was made.
    Path index() {
        return engine().resolve("index");
    }

    /// The git directory that the engine commits with.
    Path git() {
        return engine().resolve("git");
    }

    /// Files of `/etc` that are made up.
    Path synthetic() {
        return engine().resolve("etc");
    }

    /// Copies that stand for layers, thrown away after each run.
    Path layers() {
        return engine().resolve("layers");
    }

    /// Git folders that were found inside of the tree.
    Path removed() {
        return engine().resolve("removed");
    }
}
