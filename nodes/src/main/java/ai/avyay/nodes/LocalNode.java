package ai.avyay.nodes;

import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Node;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.Workspace;
import ai.avyay.engine.WorkspaceOrder;
import ai.avyay.planning.Contact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The machine that the engine runs on. Its programs die with the engine.
public final class LocalNode implements Node {
    private final LocalWorkspace.Means means;

    /// @param cacheRoot of this repository; several nodes may share it, each touches its own
    ///   workspaces only
    public LocalNode(
            String name, Hub hub, Path cacheRoot, Sandbox sandbox, WorkspaceLimits limits) {
        var root = cacheRoot.toAbsolutePath().normalize();
        var workspaces = new WorkspaceFolders(root, name);
        this.means = new LocalWorkspace.Means(workspaces, sandbox, new Launcher(), hub, limits);
    }

    @Override
    public String name() {
        return means.workspaces().node();
    }

    @Override
    public List<String> uncontained() {
        return Stream.concat(
                        means.sandbox().uncontained().stream(),
                        means.launcher().uncontained().stream())
                .toList();
    }

    @Override
    public Contact contact() {
        return new Contact.Answered(LocalVitals.read());
    }

    @Override
    public Workspace open(WorkspaceOrder order) throws InterruptedException {
        var git =
                Programs.find("git")
                        .orElseThrow(() ->
                                new NodeException(name() + ": git is not installed; install it"));
        try {
            var folders = means.workspaces().make(order);
            var shell = means.launcher().prepare();
            var done = false;
            try {
                fill(folders, order, git);
                done = true;
                return new LocalWorkspace(folders, means, shell);
            } finally {
                if (!done) {
                    shell.close();
                    means.workspaces().remove(folders.root());
                }
            }
        } catch (IOException | NodeException e) {
            throw new NodeException(
                    "%s: no workspace could be made for %s at %s: %s"
                            .formatted(
                                    name(),
                                    order.attempt(),
                                    order.commit().abbreviated(),
                                    e.getMessage()),
                    e);
        }
    }

    private void fill(Folders folders, WorkspaceOrder order, Path git)
            throws IOException, InterruptedException {
        for (var folder :
                List.of(folders.tree(), folders.home(), folders.temporary(), folders.engine())) {
            Files.createDirectory(folder);
        }
        SyntheticFiles.write(folders.synthetic());
        new Cloning(new EngineGit(git, folders.synthetic()), means.hub().location())
                .into(folders, order.commit(), order.attempt().branch());
        Matches.of(
                folders.tree(),
                order.without(),
                (file, path, attributes) -> {
                    Files.delete(file);
                    return true;
                });
    }

    @Override
    public void sweep(Set<AttemptRef> live) {
        try {
            means.workspaces().sweep(live);
        } catch (IOException e) {
            throw new NodeException(
                    "%s: old workspaces in %s could not be removed: %s"
                            .formatted(name(), means.workspaces().root(), e.getMessage()),
                    e);
        }
    }
}
