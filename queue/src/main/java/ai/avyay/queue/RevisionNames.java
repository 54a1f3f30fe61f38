package ai.avyay.queue;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/// Finds the commit that a person means.
final class RevisionNames {
    private static final Pattern AGE =
            Pattern.compile("(\\d{1,6})\\s*(second|minute|hour|day)s?\\s+ago");

    private final Repository jgit;
    private final InstantSource clock;

    RevisionNames(Repository jgit, InstantSource clock) {
        this.jgit = jgit;
        this.clock = clock;
    }

    /// The commit that `name` means.
    ///
    /// @throws IllegalArgumentException if there is none
    ObjectId resolve(String name) throws IOException {
        var time = age(name).map(age -> clock.instant().minus(age)).or(() -> instant(name));
        if (time.isPresent()) {
            return at(time.get(), name);
        }
        try {
            var id = jgit.resolve(name + "^{commit}");
            if (id != null) {
                return id;
            }
        } catch (IllegalArgumentException _) {
            throw unknown(name);
        }
        throw unknown(name);
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                "the queue has no revision '%s', `avyay log` lists them; HEAD~3, '20 minutes ago' and a time work as well"
                        .formatted(name));
    }

    private static Optional<Duration> age(String name) {
        var match = AGE.matcher(name.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var amount = Long.parseLong(match.group(1));
        return Optional.of(
                switch (match.group(2)) {
                    case "second" -> Duration.ofSeconds(amount);
                    case "minute" -> Duration.ofMinutes(amount);
                    case "hour" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    private static Optional<Instant> instant(String name) {
        try {
            return Optional.of(OffsetDateTime.parse(name.strip()).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The newest commit that is not younger than `time`.
    private ObjectId at(Instant time, String name) throws IOException {
        var head = jgit.resolve("HEAD");
        if (head == null) {
            throw unknown(name);
        }
        try (var walk = new RevWalk(jgit)) {
            var commit = walk.parseCommit(head);
            while (commit.getCommitTime() > time.getEpochSecond()) {
                if (commit.getParentCount() == 0) {
                    throw new IllegalArgumentException(
                            "the queue is younger than '%s', its first revision is of %s"
                                    .formatted(
                                            name, Instant.ofEpochSecond(commit.getCommitTime())));
                }
                commit = walk.parseCommit(commit.getParent(0));
            }
            return commit.copy();
        }
    }
}
