package ai.avyay.app.cli;

import ai.avyay.domain.TaskId;
import picocli.CommandLine;

/// Reads a task id from the command line.
final class TaskIdConverter implements CommandLine.ITypeConverter<TaskId> {
    @Override
    public TaskId convert(String text) {
        return TaskId.parse(text)
                .orElseThrow(() ->
                        new CommandLine.TypeConversionException(
                                "'%s' is not a task id, which has lower-case letters, digits and dashes only"
                                        .formatted(text)));
    }
}
