package ai.avyay.planning;

import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How long a feature waits for its first commit: from the first of its tasks being added to the
/// first of them being shipped. The tasks of a group are one feature, a task without a group is one
/// by itself.
final class FirstCommits {
    private FirstCommits() {}

    /// The median over the features of which something has shipped; of two in the middle their
    /// mean.
    static Optional<Duration> median(Collection<Task> tasks) {
        var features = tasks.stream().collect(Collectors.groupingBy(FirstCommits::feature));
        var times =
                features.values().stream()
                        .flatMap(feature -> time(feature).stream())
                        .sorted()
                        .toList();
        if (times.isEmpty()) {
            return Optional.empty();
        }
        var upper = times.get(times.size() / 2);
        var lower = times.get((times.size() - 1) / 2);
        return Optional.of(lower.plus(upper).dividedBy(2));
    }

    private static String feature(Task task) {
        return task.definition()
                .heading()
                .group()
                .map(group -> "group " + group)
                .orElseGet(() -> "task " + task.id());
    }

    /// Empty if nothing has shipped, if nobody knows when it was added, or if the clock was set
    /// back meanwhile.
    private static Optional<Duration> time(List<Task> feature) {
        var added =
                feature.stream()
                        .flatMap(task -> task.origin().createdAt().stream())
                        .min(Instant::compareTo);
        var shipped = feature.stream().flatMap(FirstCommits::shippedAt).min(Instant::compareTo);
        return added.flatMap(start -> shipped.map(end -> Duration.between(start, end)))
                .filter(duration -> !duration.isNegative());
    }

    private static Stream<Instant> shippedAt(Task task) {
        return task.stage() instanceof Stage.Ended ended && ended.integrated().isPresent()
                ? Stream.of(ended.at())
                : Stream.empty();
    }
}
