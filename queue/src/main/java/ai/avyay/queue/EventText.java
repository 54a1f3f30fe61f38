package ai.avyay.queue;

import ai.avyay.documents.Documents;
import ai.avyay.documents.Value;
import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.Event;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Events as they stand in the body of a commit: a JSON array, one event a line.
final class EventText {
    private static final Pattern CAPITAL = Pattern.compile("(?<!^)([A-Z])");

    private EventText() {}

    static String write(List<Event> events) {
        var lines = events.stream().map(event -> JsonText.line(write(event))).toList();
        return lines.isEmpty() ? "[]" : "[\n" + String.join(",\n", lines) + "\n]";
    }

    static List<Event> read(String name, String text) {
        return Form.items(Documents.json(name, text)).stream()
                .map(value -> EventReading.read(Form.of(name, value)))
                .toList();
    }

    /// The word for a kind of event, such as `task_added`.
    static String word(Class<? extends Event> kind) {
        return CAPITAL.matcher(kind.getSimpleName()).replaceAll("_$1").toLowerCase(Locale.ROOT);
    }

    private static Value.Mapping write(Event event) {
        var fields = new Fields().text("event", word(event.getClass())).instant("at", event.at());
        return switch (event) {
            case Event.OfTask ofTask -> fields.all(ofTask(ofTask)).mapping();
            case Event.Paused paused -> fields.text("reason", paused.reason()).mapping();
            case Event.Resumed _ -> fields.mapping();
            case Event.BreakerOpened opened ->
                    fields.mapping("breaker", key(opened.key()))
                            .instant("until", opened.until())
                            .text("reason", opened.reason())
                            .mapping();
            case Event.BreakerClosed closed ->
                    fields.mapping("breaker", key(closed.key())).mapping();
            case Event.OfNode ofNode -> fields.all(NodeText.write(ofNode)).mapping();
            case Event.Rewound rewound ->
                    fields.text("revision", rewound.revision())
                            .value("restored", tasks(rewound.restored()))
                            .mapping();
        };
    }

    private static Fields key(BreakerKey key) {
        return new Fields().text("kind", EngineText.word(key.kind())).text("name", key.name());
    }

    private static Fields ofTask(Event.OfTask event) {
        var fields = new Fields().text("task", event.task().value());
        return switch (event) {
            case Event.TaskAdded added ->
                    fields.mapping("definition", DefinitionText.write(added.definition()))
                            .all(TaskText.write(added.origin()));
            case Event.TaskEdited edited ->
                    fields.mapping("definition", DefinitionText.write(edited.definition()));
            case Event.Dispatched dispatched ->
                    fields.whole("number", dispatched.number())
                            .mapping("lease", StageText.write(dispatched.lease()))
                            .mapping("run", AttemptText.run(dispatched.run()));
            case Event.LeaseRenewed renewed ->
                    fields.mapping("lease", StageText.write(renewed.lease()));
            case Event.WorkTakenOver taken -> takenOver(fields, taken);
            case Event.WorkDelivered delivered ->
                    fields.mapping("delivery", AttemptText.writeAlone(delivered.delivery()));
            case Event.WorkJudged judged ->
                    fields.mapping("quality_report", ReportText.write(judged.report()));
            case Event.ReviewRequested requested ->
                    fields.text("commit", requested.commit().value());
            case Event.ReviewDecided decided -> fields.all(ReviewText.write(decided.decision()));
            case Event.ShippingIntended intended ->
                    fields.mapping("intent", StageText.write(intended.intent()));
            case Event.AttemptEnded ended -> fields.all(attemptEnded(ended));
            case Event.TaskEnded ended ->
                    fields.text("status", ended.status().word())
                            .textUnlessEmpty("reason", ended.reason())
                            .text("integrated_commit", ended.integrated().map(Object::toString));
            case Event.TaskReopened reopened ->
                    fields.value("restored", TaskText.write(reopened.restored()));
            case Event.ParkingChanged changed -> fields.all(StageText.write(changed.parking()));
            case Event.SignalIgnored ignored -> fields.text("signal", ignored.signal());
            case Event.BecameEligible _,
                    Event.LostEligibility _,
                    Event.ReviewOpened _,
                    Event.IntegrationStarted _ ->
                    fields;
        };
    }

    private static Fields takenOver(Fields fields, Event.WorkTakenOver taken) {
        return fields.whole("number", taken.number())
                .mapping("lease", StageText.write(taken.lease()))
                .mapping("run", AttemptText.run(taken.run()))
                .mapping("delivery", AttemptText.writeAlone(taken.delivery()));
    }

    private static Fields attemptEnded(Event.AttemptEnded ended) {
        var fields = new Fields().mapping("ending", AttemptText.writeAlone(ended.ending()));
        ended.leftover()
                .ifPresent(left -> fields.mapping("leftover", AttemptText.writeAlone(left)));
        return fields.all(StageText.write(ended.parking()));
    }

    private static Value tasks(List<Task> tasks) {
        return Fields.sequence(
                tasks.stream()
                        .<Value>map(task ->
                                new Fields()
                                        .text("id", task.id().value())
                                        .value("task", TaskText.write(task))
                                        .mapping())
                        .toList());
    }

    /// The task that `event` is about, if it is about one.
    static Optional<TaskId> task(Event event) {
        return event instanceof Event.OfTask ofTask ? Optional.of(ofTask.task()) : Optional.empty();
    }
}
