package ai.avyay.engine;

/// Has nodes make workspaces. One that cannot be made may be the hub's fault: then reading there
/// what it was to be made of tells.
record Opening(Hub hub) {
    private static final long MOST_READ = 16L << 20;

    /// A workspace of `node`.
    ///
    /// @throws HubLostException if it cannot be made because the hub is lost
    /// @throws WorkLostException if only the commit that it was to be made of is
    Workspace open(Node node, WorkspaceOrder order) throws InterruptedException {
        try {
            return node.open(order);
        } catch (NodeAwayException away) {
            throw away;
        } catch (NodeException failed) {
            read(hub.tree(order.commit()));
            throw failed;
        }
    }

    private static void read(Hub.Tree tree) {
        for (var path : tree.paths()) {
            var _ = tree.read(path, MOST_READ);
        }
    }
}
