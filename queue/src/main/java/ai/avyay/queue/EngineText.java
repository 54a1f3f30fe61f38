package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.documents.Durations;
import ai.avyay.documents.Value;
import ai.avyay.domain.Breaker;
import ai.avyay.domain.DurationHistory;
import ai.avyay.domain.EngineState;
import ai.avyay.domain.EngineState.BreakerKey;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// `engine.json`: pause, breakers, the nodes' past, and how long work took by type, an attempt that
/// was stopped marked with `>`.
final class EngineText {
    private static final Map<String, BreakerKey.Kind> KINDS =
            Words.of(BreakerKey.Kind.values(), EngineText::word);

    private EngineText() {}

    static String word(BreakerKey.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static String write(EngineState engine) {
        var fields = new Fields().whole("version", QueueText.VERSION);
        engine.pause()
                .ifPresent(pause ->
                        fields.mapping(
                                "pause",
                                new Fields()
                                        .instant("since", pause.since())
                                        .textUnlessEmpty("reason", pause.reason())));
        fields.mapping("breakers", breakers(engine.breakers()));
        fields.mapping("durations", durations(engine.durations()));
        if (!engine.nodes().isEmpty()) {
            fields.mapping("nodes", NodeText.write(engine.nodes()));
        }
        return JsonText.lines(fields.mapping(), 0) + "\n";
    }

    private static Fields breakers(PMap<BreakerKey, Breaker> breakers) {
        var fields = new Fields();
        breakers.entrySet().stream()
                .sorted(
                        Map.Entry.comparingByKey(
                                Comparator.comparing(BreakerKey::kind)
                                        .thenComparing(BreakerKey::name)))
                .forEach(each -> fields.mapping(name(each.getKey()), write(each.getValue())));
        return fields;
    }

    static String name(BreakerKey key) {
        return word(key.kind()) + ":" + key.name();
    }

    private static Fields write(Breaker breaker) {
        return new Fields()
                .whole("failures", breaker.failures())
                .instant("open_until", breaker.openUntil());
    }

    private static Fields durations(PMap<String, DurationHistory> durations) {
        var fields = new Fields();
        new TreeMap<>(durations)
                .forEach((type, history) ->
                        fields.texts(
                                type, history.samples().stream().map(EngineText::write).toList()));
        return fields;
    }

    private static String write(DurationHistory.Sample sample) {
        return (sample.censored() ? ">" : "") + Durations.format(sample.duration());
    }

    /// Reads `engine.json`.
    ///
    /// @throws DocumentException if `text` is not what [#write] writes
    static EngineState read(String name, String text) {
        var form = Form.of(name, Documents.json(name, text));
        QueueText.checkVersion(form);
        var pause =
                form.form("pause")
                        .map(each ->
                                new EngineState.Pause(
                                        each.needInstant("since"), each.text("reason").orElse("")));
        PMap<BreakerKey, Breaker> breakers = HashTreePMap.empty();
        var breakerForm = form.form("breakers");
        if (breakerForm.isPresent()) {
            for (var field : breakerForm.get().fields().entrySet()) {
                breakers =
                        breakers.plus(
                                key(form, field.getKey(), field.getValue()),
                                breaker(Form.of(name, field.getValue().value())));
            }
        }
        PMap<String, DurationHistory> durations = HashTreePMap.empty();
        var durationForm = form.form("durations");
        if (durationForm.isPresent()) {
            for (var type : durationForm.get().fields().keySet()) {
                durations = durations.plus(type, history(durationForm.get(), type));
            }
        }
        var nodes =
                form.form("nodes")
                        .map(each -> NodeText.read(name, each))
                        .orElse(HashTreePMap.empty());
        form.end();
        return new EngineState(pause, breakers, durations, nodes);
    }

    static BreakerKey key(Form form, String name, Value.Field field) {
        var colon = name.indexOf(':');
        var kind = colon < 0 ? null : KINDS.get(name.substring(0, colon));
        if (kind == null) {
            throw form.complaint(
                    field.place(), "'" + name + "' is no breaker, write agent:NAME or node:NAME");
        }
        return new BreakerKey(kind, name.substring(colon + 1));
    }

    static BreakerKey key(Form form, String field) {
        var kind = form.needForm(field);
        var key = new BreakerKey(kind.needWord("kind", KINDS), kind.needText("name"));
        kind.end();
        return key;
    }

    private static Breaker breaker(Form form) {
        var breaker = new Breaker(form.needWhole("failures"), form.instant("open_until"));
        form.end();
        return breaker;
    }

    private static DurationHistory history(Form form, String type) {
        return new DurationHistory(
                form.texts(type).stream()
                        .map(text -> form.checked(type, () -> sample(text)))
                        .toList());
    }

    private static DurationHistory.Sample sample(String text) {
        var censored = text.startsWith(">");
        var duration = Durations.parse(censored ? text.substring(1) : text);
        return new DurationHistory.Sample(
                duration.orElseThrow(() ->
                        new IllegalArgumentException("'" + text + "' is not " + Durations.EXAMPLE)),
                censored);
    }
}
