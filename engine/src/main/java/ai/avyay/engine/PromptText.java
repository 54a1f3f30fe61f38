package ai.avyay.engine;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Task;
import ai.avyay.planning.Briefing;
import ai.avyay.planning.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Words what an agent is asked to do.
final class PromptText {
    private PromptText() {}

    static String of(Command.RunAttempt command, Hub.Start start) {
        var task = command.task();
        var sections = new ArrayList<String>();
        sections.add("# " + title(task));
        sections.add(task.definition().assignment().instructions().strip());
        sections.add(list("Read first", task.definition().assignment().referenceFiles()));
        sections.add(
                list(
                        "What must exist when you are done",
                        task.definition().acceptance().deliverables()));
        sections.add(
                list(
                        "You may only change paths that match",
                        task.definition().acceptance().scope().allowedPaths()));
        sections.add(products(command.briefing()));
        sections.add(
                list(
                        "Go on without these, which are not done yet",
                        command.briefing().fallbacks().stream()
                                .map(fallback -> fallback.task() + ": " + fallback.instruction())
                                .toList()));
        sentBack(task).ifPresent(sections::add);
        sections.add(
                list(
                        "These files carry conflict markers that you must resolve",
                        start.conflicts()));
        sections.add(RULES);
        return sections.stream()
                        .filter(section -> !section.isBlank())
                        .collect(Collectors.joining("\n\n"))
                + "\n";
    }

    private static final String RULES =
            """
            ## How your work is taken
            You are alone in a fresh clone; nobody answers questions. Committing is welcome and not required: whatever \
            stands in the work tree when you end is taken. The work is then judged by checks that are run elsewhere on \
            a clean checkout, so what is not in the work tree does not count. Do not weaken, skip or delete tests.\
            """;

    private static String title(Task task) {
        var title = task.definition().heading().title();
        return title.isBlank() ? task.id().value() : title;
    }

    private static String list(String heading, List<String> items) {
        return items.isEmpty()
                ? ""
                : "## "
                        + heading
                        + "\n"
                        + items.stream().map(item -> "- " + item).collect(Collectors.joining("\n"));
    }

    private static String products(Briefing briefing) {
        return list(
                "What came before",
                briefing.products().stream()
                        .map(product ->
                                "%s (%s, %s)%s"
                                        .formatted(
                                                product.title().isBlank()
                                                        ? product.task().value()
                                                        : product.title(),
                                                product.task(),
                                                product.status().word(),
                                                product.artifacts().isEmpty()
                                                        ? ""
                                                        : ": produced "
                                                                + String.join(
                                                                        ", ", product.artifacts())))
                        .toList());
    }

    /// Why the work on `task` was sent back, with the report; empty if it was not.
    static Optional<String> sentBack(Task task) {
        return previous(task).map(PromptText::sentBack);
    }

    /// The newest ended attempt that says something about the work.
    private static Optional<Attempt> previous(Task task) {
        return task.attempts().reversed().stream()
                .skip(1)
                .filter(attempt ->
                        attempt.ending()
                                .filter(ending -> ending.outcome().countsAgainstLimit())
                                .isPresent())
                .findFirst();
    }

    private static String sentBack(Attempt attempt) {
        var ending = attempt.ending().orElseThrow();
        var text = new StringBuilder("## Your previous attempt was not accepted\n");
        text.append(
                attempt.delivery().isPresent() ? "Its work is in the tree; go on from it.\n" : "");
        text.append(ending.outcome() == Outcome.REJECTED ? "A reviewer says: " : "Reason: ");
        text.append(ending.reason()).append('\n');
        attempt.report().ifPresent(report -> text.append('\n').append(ReportText.of(report)));
        return text.toString().strip();
    }
}
