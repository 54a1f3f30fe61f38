package ai.avyay.queue;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Usage;
import java.util.Map;
import java.util.Optional;

/// One attempt as it stands in files.
final class AttemptText {
    private static final Map<String, Outcome> OUTCOMES = Words.of(Outcome.values(), Outcome::word);

    private AttemptText() {}

    static Fields write(Attempt attempt) {
        var fields =
                new Fields()
                        .whole("number", attempt.number())
                        .whole("generation", attempt.generation());
        fields.all(run(attempt.run()));
        attempt.ending().ifPresent(ending -> fields.all(ending(ending)));
        attempt.report()
                .ifPresent(report -> fields.mapping("quality_report", ReportText.write(report)));
        attempt.delivery().ifPresent(delivery -> fields.all(delivery(delivery)));
        fields.all(usage(attempt));
        attempt.results()
                .review()
                .ifPresent(review -> fields.mapping("review", ReviewText.write(review)));
        return fields;
    }

    static Fields run(Attempt.Run run) {
        return new Fields()
                .text("node", run.node())
                .text("agent", run.agent())
                .text("model", run.model())
                .text("configuration", run.configuration())
                .instant("started_at", run.startedAt());
    }

    private static Fields ending(Ending ending) {
        return new Fields()
                .instant("ended_at", ending.at())
                .text("outcome", ending.outcome().word())
                .textUnlessEmpty("reason", ending.reason())
                .truthIfTrue("forgiven", ending.forgiven());
    }

    private static Fields delivery(Delivery delivery) {
        return new Fields()
                .text("commit", delivery.commit().value())
                .text("base", delivery.base().value())
                .texts("artifacts", delivery.artifacts())
                .texts("borrowed", delivery.borrowed())
                .instant("delivered_at", delivery.at());
    }

    /// What the attempt used, and what its delivery said it used if that is something else.
    private static Fields usage(Attempt attempt) {
        var delivered = attempt.delivery().map(Delivery::usage);
        var ended = attempt.ending().map(Ending::usage);
        var fields = new Fields();
        ended.or(() -> delivered).ifPresent(usage -> fields.all(usage(usage)));
        if (ended.isPresent() && delivered.isPresent() && !ended.equals(delivered)) {
            fields.mapping("delivered_usage", usage(delivered.get()));
        }
        return fields;
    }

    static Fields usage(Usage usage) {
        var tokens =
                new Fields()
                        .whole("input", usage.inputTokens())
                        .whole("output", usage.outputTokens());
        return new Fields()
                .mapping("tokens", tokens)
                .decimal("cost_usd", usage.costUsd())
                .text("cost_source", usage.source());
    }

    static Attempt read(Form form) {
        var number = form.needWhole("number");
        var generation = form.whole("generation").orElse(0);
        var run = runFrom(form);
        var usage = usageFrom(form);
        var delivered = form.form("delivered_usage").map(AttemptText::wholeUsage).orElse(usage);
        var results =
                new Attempt.Results(
                        form.has("commit")
                                ? Optional.of(deliveryFrom(form, delivered))
                                : Optional.empty(),
                        form.form("quality_report").map(ReportText::read),
                        form.form("review").map(ReviewText::read),
                        form.has("outcome")
                                ? Optional.of(endingFrom(form, usage))
                                : Optional.empty());
        form.end();
        return new Attempt(number, generation, run, results);
    }

    static Attempt.Run runAlone(Form form) {
        var run = runFrom(form);
        form.end();
        return run;
    }

    private static Attempt.Run runFrom(Form form) {
        return new Attempt.Run(
                form.needText("node"),
                form.needText("agent"),
                form.text("model"),
                form.text("configuration").orElse(""),
                form.needInstant("started_at"));
    }

    private static Ending endingFrom(Form form, Usage usage) {
        return new Ending(
                form.needInstant("ended_at"),
                form.needWord("outcome", OUTCOMES),
                form.text("reason").orElse(""),
                usage,
                form.truth("forgiven"));
    }

    private static Delivery deliveryFrom(Form form, Usage usage) {
        return new Delivery(
                form.needInstant("delivered_at"),
                form.needParsed("base", CommitId::new),
                form.needParsed("commit", CommitId::new),
                form.texts("artifacts"),
                form.texts("borrowed"),
                usage);
    }

    private static Usage wholeUsage(Form form) {
        var usage = usageFrom(form);
        form.end();
        return usage;
    }

    static Usage usageFrom(Form form) {
        var tokens = form.form("tokens");
        var input = tokens.map(each -> each.bigWhole("input")).orElse(0L);
        var output = tokens.map(each -> each.bigWhole("output")).orElse(0L);
        tokens.ifPresent(Form::end);
        var cost = form.decimal("cost_usd");
        var source = form.text("cost_source").orElse("none");
        return form.checked("tokens", () -> new Usage(input, output, cost, source));
    }

    /// A delivery that stands for itself, as in an event.
    static Fields writeAlone(Delivery delivery) {
        return delivery(delivery).all(usage(delivery.usage()));
    }

    static Delivery deliveryAlone(Form form) {
        var delivery = deliveryFrom(form, usageFrom(form));
        form.end();
        return delivery;
    }

    /// An ending that stands for itself, as in an event.
    static Fields writeAlone(Ending ending) {
        return ending(ending).all(usage(ending.usage()));
    }

    static Ending endingAlone(Form form) {
        var ending = endingFrom(form, usageFrom(form));
        form.end();
        return ending;
    }
}
