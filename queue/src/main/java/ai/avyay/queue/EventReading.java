package ai.avyay.queue;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Event;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads what [EventText] writes.
final class EventReading {
    private static final Map<String, Function<Form, Event>> KINDS = kinds();

    private EventReading() {}

    static Event read(Form form) {
        var event = form.needWord("event", KINDS).apply(form);
        form.end();
        return event;
    }

    /// The words of the events that can be read.
    static Iterable<String> words() {
        return KINDS.keySet();
    }

    private static Map<String, Function<Form, Event>> kinds() {
        var kinds = new LinkedHashMap<String, Function<Form, Event>>();
        ofPeople(kinds);
        ofWaiting(kinds);
        ofAttempts(kinds);
        ofJudgements(kinds);
        ofReviews(kinds);
        ofEngine(kinds);
        ofNodes(kinds);
        return kinds;
    }

    private static void ofPeople(Map<String, Function<Form, Event>> kinds) {
        kinds.put(
                "task_added",
                form ->
                        new Event.TaskAdded(
                                at(form),
                                task(form),
                                DefinitionText.read(form.needForm("definition")),
                                TaskText.origin(form)));
        kinds.put(
                "task_edited",
                form ->
                        new Event.TaskEdited(
                                at(form),
                                task(form),
                                DefinitionText.read(form.needForm("definition"))));
        kinds.put(
                "task_reopened",
                form ->
                        new Event.TaskReopened(
                                at(form), TaskText.read(task(form), form.needForm("restored"))));
        kinds.put(
                "task_ended",
                form ->
                        new Event.TaskEnded(
                                at(form),
                                task(form),
                                form.needWord("status", StageText.STATUSES),
                                form.text("reason").orElse(""),
                                form.parsed("integrated_commit", CommitId::new)));
        kinds.put(
                "rewound",
                form -> new Event.Rewound(at(form), form.needText("revision"), restored(form)));
    }

    private static List<Task> restored(Form form) {
        return form.forms("restored").stream()
                .map(each -> {
                    var id = each.needParsed("id", TaskId::new);
                    var task = TaskText.read(id, each.needForm("task"));
                    each.end();
                    return task;
                })
                .toList();
    }

    private static void ofWaiting(Map<String, Function<Form, Event>> kinds) {
        kinds.put("became_eligible", form -> new Event.BecameEligible(at(form), task(form)));
        kinds.put("lost_eligibility", form -> new Event.LostEligibility(at(form), task(form)));
        kinds.put(
                "parking_changed",
                form -> new Event.ParkingChanged(at(form), task(form), StageText.parking(form)));
    }

    private static void ofAttempts(Map<String, Function<Form, Event>> kinds) {
        kinds.put(
                "dispatched",
                form ->
                        new Event.Dispatched(
                                at(form),
                                task(form),
                                form.needWhole("number"),
                                StageText.lease(form.needForm("lease")),
                                AttemptText.runAlone(form.needForm("run"))));
        kinds.put(
                "lease_renewed",
                form ->
                        new Event.LeaseRenewed(
                                at(form), task(form), StageText.lease(form.needForm("lease"))));
        kinds.put(
                "work_taken_over",
                form ->
                        new Event.WorkTakenOver(
                                at(form),
                                task(form),
                                form.needWhole("number"),
                                StageText.lease(form.needForm("lease")),
                                AttemptText.runAlone(form.needForm("run")),
                                AttemptText.deliveryAlone(form.needForm("delivery"))));
        kinds.put(
                "work_delivered",
                form ->
                        new Event.WorkDelivered(
                                at(form),
                                task(form),
                                AttemptText.deliveryAlone(form.needForm("delivery"))));
    }

    private static void ofJudgements(Map<String, Function<Form, Event>> kinds) {
        kinds.put(
                "work_judged",
                form ->
                        new Event.WorkJudged(
                                at(form),
                                task(form),
                                ReportText.read(form.needForm("quality_report"))));
        kinds.put(
                "attempt_ended",
                form ->
                        new Event.AttemptEnded(
                                at(form),
                                task(form),
                                AttemptText.endingAlone(form.needForm("ending")),
                                form.form("leftover").map(AttemptText::deliveryAlone),
                                StageText.parking(form)));
        kinds.put(
                "signal_ignored",
                form -> new Event.SignalIgnored(at(form), task(form), form.needText("signal")));
    }

    private static void ofReviews(Map<String, Function<Form, Event>> kinds) {
        kinds.put(
                "review_requested",
                form ->
                        new Event.ReviewRequested(
                                at(form), task(form), form.needParsed("commit", CommitId::new)));
        kinds.put("review_opened", form -> new Event.ReviewOpened(at(form), task(form)));
        kinds.put(
                "review_decided",
                form -> new Event.ReviewDecided(at(form), task(form), ReviewText.decision(form)));
        kinds.put(
                "integration_started", form -> new Event.IntegrationStarted(at(form), task(form)));
        kinds.put(
                "shipping_intended",
                form ->
                        new Event.ShippingIntended(
                                at(form), task(form), StageText.intent(form.needForm("intent"))));
    }

    private static void ofEngine(Map<String, Function<Form, Event>> kinds) {
        kinds.put("paused", form -> new Event.Paused(at(form), form.text("reason").orElse("")));
        kinds.put("resumed", form -> new Event.Resumed(at(form)));
        kinds.put(
                "breaker_opened",
                form ->
                        new Event.BreakerOpened(
                                at(form),
                                EngineText.key(form, "breaker"),
                                form.needInstant("until"),
                                form.text("reason").orElse("")));
        kinds.put(
                "breaker_closed",
                form -> new Event.BreakerClosed(at(form), EngineText.key(form, "breaker")));
    }

    private static void ofNodes(Map<String, Function<Form, Event>> kinds) {
        kinds.put(
                "node_went_away",
                form ->
                        new Event.NodeWentAway(
                                at(form), node(form), form.text("reason").orElse("")));
        kinds.put("node_came_back", form -> new Event.NodeCameBack(at(form), node(form)));
        kinds.put(
                "node_drained",
                form ->
                        new Event.NodeDrained(
                                at(form), node(form), form.text("reason").orElse("")));
        kinds.put("node_undrained", form -> new Event.NodeUndrained(at(form), node(form)));
        kinds.put("node_lost_work", form -> new Event.NodeLostWork(at(form), node(form)));
        kinds.put(
                "node_began",
                form -> new Event.NodeBegan(at(form), node(form), NodeText.delay(form)));
    }

    private static String node(Form form) {
        return form.needText("node");
    }

    private static Instant at(Form form) {
        return form.needInstant("at");
    }

    private static TaskId task(Form form) {
        return form.needParsed("task", TaskId::new);
    }
}
