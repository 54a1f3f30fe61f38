package ai.avyay.integration;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;

/// The hub on disk: made whole in a folder beside it and then moved into place, so that half a hub
/// never exists.
final class HubFolder {
    private static final Map<String, String> CONFIGURATION =
            Map.ofEntries(
                    Map.entry("core.autocrlf", "false"),
                    Map.entry("core.commitgraph", "true"),
                    Map.entry("core.eol", "lf"),
                    Map.entry("core.fsync", "committed"),
                    Map.entry("core.fsyncmethod", "batch"),
                    Map.entry("core.hookspath", "/dev/null"),
                    Map.entry("core.logallrefupdates", "false"),
                    Map.entry("gc.auto", "0"),
                    Map.entry("gc.autodetach", "false"),
                    Map.entry("maintenance.auto", "false"),
                    Map.entry("receive.denynonfastforwards", "true"),
                    Map.entry("receive.autogc", "false"),
                    Map.entry("transfer.fsckobjects", "true"),
                    Map.entry("uploadpack.allowanysha1inwant", "true"));

    private static final String UNFINISHED = ".new-";

    private HubFolder() {}

    /// An open hub, and what people are to know of it.
    record Opened(Repository repository, List<String> notices) {
        Opened {
            notices = List.copyOf(notices);
        }
    }

    /// Opens the hub of `settings`; makes it from the user's repository if there is none.
    static Opened open(HubSettings settings, UserRepository user) {
        var folder = settings.hub();
        try {
            var notices = new ArrayList<String>();
            if (!Files.exists(folder.resolve(Constants.HEAD))) {
                make(folder, user).ifPresent(notices::add);
            }
            configure(folder);
            Files.createDirectories(Quarantine.home(folder));
            Quarantine.removeOld(Quarantine.home(folder), "");
            Quarantine.removeOld(folder.resolveSibling("."), folder.getFileName() + UNFINISHED);
            return new Opened(opened(repository(folder).setMustExist(true)), notices);
        } catch (IOException e) {
            throw new IntegrationException(
                    "%s cannot be opened: %s; check free space and permissions; if it is damaged, `avyay up` makes it again from %s"
                            .formatted(folder, e.getMessage(), user.root()),
                    e);
        }
    }

    /// The same, with a hub that is damaged put aside first.
    static Opened openAlone(HubSettings settings, UserRepository user) {
        var soundness = new Soundness(settings.hub(), user.git());
        var fault =
                Files.exists(settings.hub()) && soundness.suspicion().isPresent()
                        ? soundness.fault()
                        : Optional.<String>empty();
        if (fault.isEmpty()) {
            return open(settings, user);
        }
        var aside = DamagedHub.putAside(settings.hub());
        var opened = open(settings, user);
        var notices = new ArrayList<>(List.of(aside.notice(fault.get())));
        notices.addAll(opened.notices());
        return new Opened(opened.repository(), notices);
    }

    private static FileRepositoryBuilder repository(Path folder) {
        return new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare();
    }

    /// Opens a repository whose objects and refs JGit brings to disk; stock git knows another word
    /// for it and complains of this one, so it is not written into the file.
    static Repository opened(FileRepositoryBuilder builder) throws IOException {
        var repository = builder.build();
        repository.getConfig().setBoolean("core", null, "fsyncobjectfiles", true);
        repository.getConfig().setBoolean("core", null, "fsyncreffiles", true);
        return repository;
    }

    /// @return what was taken over from a damaged one, in words
    private static Optional<String> make(Path folder, UserRepository user) throws IOException {
        Files.createDirectories(folder.getParent());
        var unfinished =
                Files.createTempDirectory(folder.getParent(), folder.getFileName() + UNFINISHED);
        var said = Optional.<String>empty();
        try {
            repository(unfinished).build().create(true);
            try (var repository = opened(repository(unfinished))) {
                repository.updateRef(Constants.HEAD).link(ShippingBranch.REF);
                configure(unfinished);
                var objects = new HubObjects(repository, HubSettings.Identity.AVYAY);
                said = fill(objects, user, DamagedHub.newest(folder));
            }
            new Durable(unfinished, InstantSource.system()).folders();
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            Durable.folder(folder.getParent());
            return said;
        } catch (FileSystemException e) {
            if (!Files.exists(folder.resolve("HEAD"))) {
                throw new IntegrationException(
                        folder + " is in the way: move it away, the hub is made there", e);
            }
            return said;
        } finally {
            Quarantine.remove(unfinished);
        }
    }

    /// A shipping branch that the user's repository holds already is gone on with, or that of a
    /// damaged hub where it is further on.
    private static Optional<String> fill(
            HubObjects objects, UserRepository user, Optional<DamagedHub> damaged) {
        var commits = new UserCommits(objects, user);
        var tips = user.tips();
        var tip = tips.branch().orElseThrow();
        commits.fetch(tip, user.branchRef());
        var start = tip;
        if (tips.shipping().isPresent()) {
            var shipped = tips.shipping().get();
            commits.fetch(shipped, ShippingBranch.REF);
            start = objects.descends(tip, shipped) ? tip : shipped;
        }
        objects.point(ShippingBranch.REF, start);
        var known = start;
        var taken = damaged.map(hub -> hub.takeOver(objects, user.git()));
        start =
                taken.flatMap(Takeover.Taken::shipped)
                        .filter(shipped -> objects.descends(shipped, known))
                        .orElse(known);
        objects.point(ShippingBranch.REF, start);
        commits.taken(objects.mergeBase(start, tip).orElseThrow(HubFolder::unrelated));
        return taken.map(Takeover.Taken::notice);
    }

    private static IntegrationException unrelated() {
        return new IntegrationException(
                "the branch %s in your repository shares no commit with the branch to ship to: rename it with `git branch -m %s OTHER`"
                        .formatted(ShippingBranch.NAME, ShippingBranch.NAME));
    }

    private static void configure(Path folder) throws IOException {
        var config = new FileBasedConfig(folder.resolve("config").toFile(), FS.DETECTED);
        try {
            config.load();
        } catch (ConfigInvalidException e) {
            throw new IOException("its config is damaged", e);
        }
        var changed = false;
        for (var entry : CONFIGURATION.entrySet()) {
            var name = entry.getKey().split("\\.", 2);
            if (!entry.getValue().equals(config.getString(name[0], null, name[1]))) {
                config.setString(name[0], null, name[1], entry.getValue());
                changed = true;
            }
        }
        if (changed) {
            config.save();
        }
    }
}
