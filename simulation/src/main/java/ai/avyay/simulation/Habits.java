package ai.avyay.simulation;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Task;
import ai.avyay.planning.Estimates;
import ai.avyay.planning.Timing;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How attempts, checks and people usually go, as a history shows.
///
/// What is drawn from it is something that really happened, so that long attempts fail as often as
/// long attempts did.
///
/// @param courses by type, oldest first
/// @param checks how long the gate took
/// @param integrations how long bringing work onto the branch took, without waiting for others
/// @param decisions what people decided in reviews
/// @param tasks how many tasks the courses are of
public record Habits(
        Map<String, List<Course>> courses,
        List<Duration> checks,
        List<Duration> integrations,
        List<Decision> decisions,
        int tasks) {
    /// How many attempts history must tell of before it is believed.
    public static final int ENOUGH = Estimates.ENOUGH;

    public Habits {
        courses = Map.copyOf(courses);
        checks = List.copyOf(checks);
        integrations = List.copyOf(integrations);
        decisions = List.copyOf(decisions);
    }

    /// What a person decided, and how long after being asked.
    public record Decision(Duration after, boolean approved) {}

    /// What is gone by for a task.
    public enum Basis {
        /// Attempts of its type.
        TYPE,
        /// Attempts of all types, because there are too few of its own.
        ALL_TYPES,
        /// Its estimate, because there are too few attempts of any type; each succeeds.
        ESTIMATE
    }

    /// What `tasks`, live and ended ones, show.
    public static Habits of(Collection<Task> tasks) {
        return new Recollection(tasks).habits();
    }

    /// How many attempts it knows of.
    public int attempts() {
        return courses.values().stream().mapToInt(List::size).sum();
    }

    /// What is gone by for `task`.
    public Basis basis(Task task) {
        if (ofType(task).size() >= ENOUGH) {
            return Basis.TYPE;
        }
        return attempts() >= ENOUGH ? Basis.ALL_TYPES : Basis.ESTIMATE;
    }

    private List<Course> ofType(Task task) {
        return courses.getOrDefault(task.definition().heading().type(), List.of());
    }

    /// How an attempt at `task` goes that has worked for `already`.
    Course course(Task task, Timing timing, Duration already, Chance chance) {
        var known =
                switch (basis(task)) {
                    case TYPE -> ofType(task);
                    case ALL_TYPES ->
                            courses.entrySet().stream()
                                    .sorted(Map.Entry.comparingByKey())
                                    .flatMap(entry -> entry.getValue().stream())
                                    .toList();
                    case ESTIMATE -> List.of(estimated(task, timing));
                };
        var longer =
                already.isZero()
                        ? known
                        : known.stream()
                                .filter(course -> course.working().compareTo(already) > 0)
                                .toList();
        return longer.isEmpty() ? succeeding(already) : chance.one(longer);
    }

    private static Course estimated(Task task, Timing timing) {
        return succeeding(task.definition().limits().estimate().orElse(timing.estimate()));
    }

    private static Course succeeding(Duration working) {
        return new Course(working, Outcome.DONE, false, Optional.empty());
    }

    /// Nothing where nothing is known.
    Duration checking(Chance chance) {
        return checks.isEmpty() ? Duration.ZERO : chance.one(checks);
    }

    /// Nothing where nothing is known.
    Duration integrating(Chance chance) {
        return integrations.isEmpty() ? Duration.ZERO : chance.one(integrations);
    }

    /// A yes where nothing is known.
    boolean approves(Chance chance) {
        return decisions.isEmpty() || chance.one(decisions).approved();
    }
}
