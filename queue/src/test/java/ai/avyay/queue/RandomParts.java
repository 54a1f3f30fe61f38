package ai.avyay.queue;

import ai.avyay.domain.Acceptance;
import ai.avyay.domain.Assignment;
import ai.avyay.domain.Attempt;
import ai.avyay.domain.CheckResult;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Heading;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Limits;
import ai.avyay.domain.Needs;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Parking;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Review;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What tasks and events are made of, drawn from a source of numbers.
final class RandomParts {
    private static final String[] WORDS = {
        "Build", "the", "\"API\"", "routes", "मार्ग", "\n", "\t", "\u0001", "\\", "😀", "\ud800",
        "  ", "plan"
    };
    private final Random random;

    RandomParts(Random random) {
        this.random = random;
    }

    Definition definition() {
        return new Definition(
                new Heading(
                        text(),
                        one("", "research"),
                        random.nextInt(101),
                        maybe(this::text),
                        maybe(this::text)),
                new Assignment(maybe(() -> "codex"), maybe(this::text), text(), texts()),
                needs(),
                acceptance(),
                new Limits(
                        maybe(this::duration),
                        maybe(this::duration),
                        maybe(() -> 1 + random.nextInt(5))),
                unknown());
    }

    private SortedMap<String, String> unknown() {
        var unknown = new TreeMap<String, String>();
        if (random.nextInt(3) == 0) {
            unknown.put("wordCount", "6500");
            unknown.put("rate", "1.50");
            unknown.put("sections", "[\"a\", { \"b\": null }, []]");
        }
        return unknown;
    }

    private Needs needs() {
        var dependencies = new LinkedHashMap<TaskId, Dependency>();
        for (var i = random.nextInt(4); i > 0; i--) {
            dependencies.put(
                    new TaskId("other-" + i),
                    one(
                            new Dependency.Hard(text(), random.nextBoolean()),
                            new Dependency.Soft(duration(), text()),
                            new Dependency.Ordering()));
        }
        return new Needs(dependencies, texts(), texts());
    }

    private Acceptance acceptance() {
        return new Acceptance(
                texts(),
                maybe(this::texts),
                maybe(() -> random.nextInt(101)),
                new Acceptance.Scope(texts(), texts(), random.nextBoolean()),
                maybe(() -> one(Review.values())));
    }

    Origin origin(Instant now) {
        return new Origin(one("manual", "roadmap"), maybe(() -> now));
    }

    Parking parking(Instant now) {
        return one(
                Parking.NONE,
                new Parking.Until(now.plusNanos(12345), text()),
                new Parking.ForPerson(text()));
    }

    Lease lease(Instant now, int generation) {
        return new Lease("mbp3", generation, now, now.plusSeconds(90));
    }

    Attempt.Run run(Instant now) {
        return new Attempt.Run("mbp3", "codex", maybe(this::text), "0f", now);
    }

    Delivery delivery(Instant now) {
        return new Delivery(now, commit(), commit(), texts(), texts(), usage());
    }

    Usage usage() {
        return new Usage(
                random.nextInt(9000),
                random.nextLong(1L << 40),
                maybe(() -> one(new BigDecimal("0.080"), new BigDecimal("1E-7"), BigDecimal.TEN)),
                one("none", "gateway"));
    }

    QualityReport report() {
        var checks = new ArrayList<CheckResult>();
        for (var i = random.nextInt(3); i > 0; i--) {
            checks.add(
                    new CheckResult(
                            "tests",
                            random.nextInt(101),
                            i,
                            random.nextBoolean(),
                            random.nextBoolean(),
                            texts()));
        }
        return new QualityReport(random.nextInt(101), 80, checks, texts(), texts());
    }

    CommitId commit() {
        return new CommitId("%040x".formatted(random.nextLong() & Long.MAX_VALUE));
    }

    private Duration duration() {
        return Duration.ofSeconds(random.nextInt(20_000));
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        for (var i = random.nextInt(3); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    String text() {
        var text = new StringBuilder();
        for (var i = random.nextInt(12); i > 0; i--) {
            text.append(one(WORDS)).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    <T> Optional<T> maybe(Supplier<T> make) {
        return random.nextBoolean() ? Optional.of(make.get()) : Optional.empty();
    }

    @SafeVarargs
    final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
