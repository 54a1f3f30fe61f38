package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;

/// The hub as a bare git repository that shares nothing with the user's: every object in it is a
/// copy.
///
/// Safe for use by many threads. What is refused leaves nothing behind; what is accepted is on
/// disk.
public final class BareHub implements Hub, AutoCloseable {
    private static final Pattern ATTEMPT_REF =
            Pattern.compile("refs/(?:attempts|starts|candidates)/([^/]+)/([1-9][0-9]{0,8})");

    private final HubObjects objects;
    private final UserRepository user;
    private final HubSettings settings;
    private final ShippingBranch shipping;
    private final Guard guard;
    private final List<String> notices;

    private BareHub(HubFolder.Opened opened, UserRepository user, HubSettings settings) {
        this.objects = new HubObjects(opened.repository(), settings.author());
        this.notices = opened.notices();
        this.user = user;
        this.settings = settings;
        shipping = new ShippingBranch(objects);
        guard = new Guard(new Soundness(settings.hub(), user.git()));
    }

    /// Opens the hub, and on first use makes it: the user's branch is copied, and the shipping
    /// branch starts at its tip.
    ///
    /// @throws IntegrationException if the repository cannot be built on; it says why and what to
    ///   do
    public static BareHub open(HubSettings settings) {
        return open(settings, System.getenv());
    }

    /// The same for the engine that alone writes to the hub; it clears away what a killed one left,
    /// and puts a damaged hub aside for a new one, of which [#notices] tell.
    public static BareHub openAlone(HubSettings settings) {
        return openAlone(settings, System.getenv());
    }

    static BareHub openAlone(HubSettings settings, Map<String, String> environment) {
        var user = UserRepository.find(settings, environment);
        StaleLocks.remove(settings.hub());
        return new BareHub(HubFolder.openAlone(settings, user), user, settings);
    }

    static BareHub open(HubSettings settings, Map<String, String> environment) {
        var user = UserRepository.find(settings, environment);
        return new BareHub(HubFolder.open(settings, user), user, settings);
    }

    HubObjects objects() {
        return objects;
    }

    ShippingBranch shipping() {
        return shipping;
    }

    UserRepository user() {
        return user;
    }

    Guard guard() {
        return guard;
    }

    /// What people are to know of the hub's opening.
    public List<String> notices() {
        return notices;
    }

    /// The root of the work tree that the engine was started in.
    public Path repository() {
        return user.root();
    }

    /// The user's branch that is kept up to date.
    public String branch() {
        return user.branch();
    }

    @Override
    public Path location() {
        return settings.hub();
    }

    @Override
    public Start start(StartOrder order) {
        return guard.of(() -> new Starts(objects).start(order));
    }

    @Override
    public CommitId accept(AttemptRef attempt, CommitId start, InputStream bundle) {
        var intake = new Intake(objects, settings.bounds());
        return guard.of(() -> intake.accept(attempt, start, bundle));
    }

    @Override
    public Tree tree(CommitId commit) {
        return new GuardedTree(guard, guard.of(commit, () -> CommitTree.of(objects, commit)));
    }

    @Override
    public Branch branch(Set<String> paths) {
        return guard.of(() -> look(paths));
    }

    private Branch look(Set<String> paths) {
        var tip = objects.tip();
        var tree = objects.commit(tip).getTree();
        var trees = new Trees(objects.repository());
        var present = new HashSet<String>();
        for (var path : paths) {
            if (HubObjects.reading("looking for " + path, () -> trees.has(tree, path))) {
                present.add(path);
            }
        }
        return new Branch(tip, present);
    }

    /// Forgets the work of every attempt that is not in `live`, and packs what is left.
    ///
    /// Objects younger than two weeks stay, so nothing that is being written is lost.
    public void tidy(Set<AttemptRef> live) {
        var refs =
                HubObjects.reading(
                        "listing refs", () -> objects.repository().getRefDatabase().getRefs());
        for (var ref : refs) {
            var name = ATTEMPT_REF.matcher(ref.getName());
            if (name.matches()) {
                var attempt =
                        new AttemptRef(
                                new ai.avyay.domain.TaskId(name.group(1)),
                                Integer.parseInt(name.group(2)));
                if (!live.contains(attempt)) {
                    objects.remove(ref.getName());
                }
            }
        }
        new Git(settings.hub(), user.git().environment())
                .lines("--git-dir=" + settings.hub(), "gc", "--quiet", "--prune=2.weeks.ago");
    }

    @Override
    public void close() {
        Repository repository = objects.repository();
        repository.close();
    }
}
