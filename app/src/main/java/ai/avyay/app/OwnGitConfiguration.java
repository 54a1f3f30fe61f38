package ai.avyay.app;

import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/// Keeps the git library to configuration of the engine's own: it reads neither the person's nor
/// the machine's, and what it measures of a disk it writes into the engine's cache folder.
public final class OwnGitConfiguration extends SystemReader.Delegate {
    private final Path file;

    private OwnGitConfiguration(SystemReader machine, Path file) {
        super(machine);
        this.file = file;
    }

    /// Holds for the whole process, so it is for whoever starts that.
    public static void install(Map<String, String> environment) {
        var file = Locations.cacheFolder(environment).resolve("git-library.config");
        SystemReader.setInstance(new OwnGitConfiguration(SystemReader.getInstance(), file));
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS files) {
        return new Nothing(parent, file, files);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS files) {
        return new Nothing(parent, file, files);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS files) {
        return new FileBasedConfig(parent, file.toFile(), files);
    }

    /// A file that says nothing and is never written.
    private static final class Nothing extends FileBasedConfig {
        Nothing(Config parent, Path file, FS files) {
            super(parent, file.toFile(), files);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
