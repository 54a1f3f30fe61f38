package ai.avyay.integration;

import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.revwalk.FooterLine;
import org.eclipse.jgit.revwalk.RevCommit;

/// The words of commits on the shipping branch. Its trailers say which attempt of which task a
/// commit carries, so nobody but the engine gets to write them.
final class Message {
    private static final int SUBJECT = 72;
    private static final int MOST_LISTED = 5;
    private static final int BODY = 8_000;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}&&[^\\n]]");
    private static final Pattern TRAILER =
            Pattern.compile("(?im)^[\\h]*(task|attempt)[\\h]*:.*$\\R?");

    private Message() {}

    /// For the one commit that a task ships.
    static String squashed(Task task, AttemptRef attempt, String agent) {
        var title = task.definition().heading().title();
        var subject = subject(title.isBlank() ? task.id().value() : title);
        return "%s\n\nMade by %s.\n\n%s".formatted(subject, subject(agent), trailers(attempt));
    }

    /// For a commit of the agent's own.
    static String kept(String original, AttemptRef attempt) {
        var plain = CONTROL.matcher(original.replace("\r", "")).replaceAll("");
        var words = TRAILER.matcher(plain).replaceAll("").strip();
        if (words.length() > BODY) {
            words = words.substring(0, BODY).strip();
        }
        if (words.isEmpty()) {
            words = "Work on " + attempt.task();
        }
        return "%s\n\n%s".formatted(words, trailers(attempt));
    }

    private static String trailers(AttemptRef attempt) {
        return "Task: %s\nAttempt: %d\n".formatted(attempt.task(), attempt.number());
    }

    /// The text on one line, with dots where it was cut off.
    static String subject(String text) {
        var line = CONTROL.matcher(text.replace('\n', ' ').replace('\t', ' ')).replaceAll("");
        line = line.replaceAll("\\s+", " ").strip();
        if (line.codePointCount(0, line.length()) <= SUBJECT) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, SUBJECT - 1)).strip() + "…";
    }

    /// Some of `paths`, for people.
    static String list(List<String> paths) {
        var some = String.join(", ", paths.subList(0, Math.min(MOST_LISTED, paths.size())));
        return paths.size() <= MOST_LISTED
                ? some
                : "%s and %d more".formatted(some, paths.size() - MOST_LISTED);
    }

    /// The attempt that a commit carries by its trailers.
    static Optional<AttemptRef> attempt(RevCommit commit) {
        var task = Optional.<TaskId>empty();
        var number = 0;
        for (var line : FooterLine.fromMessage(commit.getFullMessage())) {
            if (line.getKey().equals("Task")) {
                task = TaskId.parse(line.getValue());
            } else if (line.getKey().equals("Attempt")
                    && line.getValue().matches("[1-9][0-9]{0,8}")) {
                number = Integer.parseInt(line.getValue());
            }
        }
        var found = number;
        return task.filter(_ -> found > 0).map(id -> new AttemptRef(id, found));
    }
}
