package ai.avyay.integration;

import java.nio.file.Path;
import java.util.Optional;

/// Where the hub stands and whose repository it serves.
///
/// @param repository a folder in the work tree of the user's repository
/// @param hub the hub's own folder, made on first use
/// @param branch the user's branch that is kept up to date; empty: the one that is checked out
/// @param author whom the commits on the shipping branch name as their author
public record HubSettings(
        Path repository, Path hub, Optional<String> branch, Identity author, BundleBounds bounds) {

    public HubSettings {
        repository = repository.toAbsolutePath().normalize();
        hub = hub.toAbsolutePath().normalize();
    }

    public static HubSettings of(Path repository, Path hub) {
        return new HubSettings(
                repository, hub, Optional.empty(), Identity.AVYAY, BundleBounds.USUAL);
    }

    public HubSettings withBranch(String changed) {
        return new HubSettings(repository, hub, Optional.of(changed), author, bounds);
    }

    public HubSettings withAuthor(Identity changed) {
        return new HubSettings(repository, hub, branch, changed, bounds);
    }

    public HubSettings withBounds(BundleBounds changed) {
        return new HubSettings(repository, hub, branch, author, changed);
    }

    /// A name and a mail address as git writes them.
    public record Identity(String name, String email) {
        public static final Identity AVYAY = new Identity("Avyay", "avyay@localhost");

        public Identity {
            if (name.isBlank() || (name + email).matches("(?s).*[<>\\p{Cntrl}].*")) {
                throw new IllegalArgumentException(
                        "not a name and mail address for git: '%s', '%s'".formatted(name, email));
            }
        }
    }

    /// What an attempt may bring into the hub at most.
    ///
    /// @param bytes of the bundle as it arrives
    /// @param objects in the bundle
    /// @param objectBytes of one object, unpacked
    public record BundleBounds(long bytes, long objects, long objectBytes) {
        public static final BundleBounds USUAL = new BundleBounds(1L << 30, 1_000_000, 100L << 20);

        public BundleBounds {
            if (bytes < 1 || objects < 1 || objectBytes < 1 || objects > 100_000_000) {
                throw new IllegalArgumentException("bounds of a bundle must be positive");
            }
        }
    }
}
