package ai.avyay.integration;

import ai.avyay.integration.UserRepository.Tips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the user's branches stand, for whoever asks often: git is only run again when a file that
/// holds them has changed.
///
/// Git replaces such a file by another one, so its identity, size and time tell. One that was
/// written a moment ago may be written again within the same tick of the disk's clock; it is not
/// relied on.
final class UserTips {
    private static final Duration TICK = Duration.ofMillis(20);

    private final UserRepository user;
    private final InstantSource clock;
    private volatile Optional<Seen> last = Optional.empty();

    UserTips(UserRepository user, InstantSource clock) {
        this.user = user;
        this.clock = clock;
    }

    /// A file as it stood.
    private record Print(Optional<Object> key, long size, FileTime modified) {
        static final Print NONE = new Print(Optional.empty(), 0, FileTime.from(Instant.EPOCH));
    }

    private record Seen(List<Print> prints, Tips tips) {}

    Tips tips() {
        try {
            var before = prints();
            var known = last.filter(seen -> seen.prints().equals(before)).map(Seen::tips);
            if (known.isPresent()) {
                return known.get();
            }
            var tips = user.tips();
            var settled =
                    before.stream()
                            .map(print -> print.modified().toInstant())
                            .allMatch(clock.instant().minus(TICK)::isAfter);
            last = settled ? Optional.of(new Seen(before, tips)) : Optional.empty();
            return tips;
        } catch (IOException unreadable) {
            return user.tips();
        }
    }

    /// The files of both forms that git knows for branches: loose and packed ones, and tables.
    private List<Print> prints() throws IOException {
        var files =
                Stream.of(
                                user.branchRef(),
                                ShippingBranch.REF,
                                "packed-refs",
                                "reftable/tables.list")
                        .map(user.commonFolder()::resolve)
                        .toList();
        var prints = new ArrayList<Print>();
        for (var file : files) {
            prints.add(print(file));
        }
        return List.copyOf(prints);
    }

    private static Print print(Path file) throws IOException {
        try {
            var found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Print(
                    Optional.ofNullable(found.fileKey()), found.size(), found.lastModifiedTime());
        } catch (NoSuchFileException absent) {
            return Print.NONE;
        }
    }
}
