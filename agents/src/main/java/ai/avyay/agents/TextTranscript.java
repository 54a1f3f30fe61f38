package ai.avyay.agents;

import ai.avyay.domain.Usage;
import ai.avyay.engine.AgentReport;
import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Plain text, of which only the patterns of the agent's file tell anything.
///
/// A failure that a pattern found goes before the exit code; with no pattern for the good end, exit
/// code 0 is one.
final class TextTranscript implements Transcript {
    /// Patterns are looked for in so much of a line, since it may be hostile to them.
    private static final int LOOKED_AT = 2_000;

    private static final Pattern COUNT =
            Pattern.compile("([0-9][0-9,]{0,15}(?:\\.[0-9]{1,6})?)\\s*([kKmM]?)");

    private final Map<AgentFile.Meaning, Pattern> failures = new LinkedHashMap<>();
    private final Optional<Pattern> retriedBy;
    private final Optional<Pattern> finishedBy;
    private final Optional<Pattern> inputTokens;
    private final Optional<Pattern> outputTokens;
    private final Optional<Pattern> cost;

    private Optional<Failure> failure = Optional.empty();
    private boolean finished;
    private final Tally tally = new Tally();
    private Optional<BigDecimal> costUsd = Optional.empty();
    private String lastText = "";

    TextTranscript(AgentFile.TextPatterns patterns) {
        for (var meaning : AgentFile.Meaning.values()) {
            Optional.ofNullable(patterns.failures().get(meaning))
                    .ifPresent(pattern -> failures.put(meaning, Pattern.compile(pattern)));
        }
        retriedBy = patterns.retried().map(Pattern::compile);
        finishedBy = patterns.finished().map(Pattern::compile);
        inputTokens = patterns.inputTokens().map(Pattern::compile);
        outputTokens = patterns.outputTokens().map(Pattern::compile);
        cost = patterns.costUsd().map(Pattern::compile);
    }

    private record Failure(AgentFile.Meaning meaning, String line) {}

    @Override
    public void hear(String whole) {
        var line = whole.length() > LOOKED_AT ? whole.substring(0, LOOKED_AT) : whole;
        if (line.isBlank()) {
            return;
        }
        lastText = line;
        finished |= finishedBy.filter(pattern -> pattern.matcher(line).find()).isPresent();
        if (retriedBy.filter(pattern -> pattern.matcher(line).find()).isPresent()) {
            failure = Optional.empty();
        }
        failures.forEach((meaning, pattern) -> {
            if (pattern.matcher(line).find()) {
                failure = Optional.of(new Failure(meaning, line));
            }
        });
        var input = counted(inputTokens, line);
        var output = counted(outputTokens, line);
        if (input.isPresent() || output.isPresent()) {
            tally.answer("", count(input), count(output));
        }
        costUsd = counted(cost, line).flatMap(TextTranscript::number).or(() -> costUsd);
    }

    private static Optional<String> counted(Optional<Pattern> pattern, String line) {
        return pattern.map(known -> known.matcher(line))
                .filter(matcher -> matcher.find() && matcher.groupCount() > 0)
                .flatMap(matcher -> Optional.ofNullable(matcher.group(1)));
    }

    private static long count(Optional<String> written) {
        return written.flatMap(TextTranscript::number).map(BigDecimal::longValue).orElse(0L);
    }

    private static Optional<BigDecimal> number(String written) {
        var match = COUNT.matcher(written.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var factor =
                switch (match.group(2).toLowerCase(Locale.ROOT)) {
                    case "k" -> 1_000;
                    case "m" -> 1_000_000;
                    default -> 1;
                };
        return Optional.of(
                new BigDecimal(match.group(1).replace(",", ""))
                        .multiply(BigDecimal.valueOf(factor)));
    }

    @Override
    public AgentReport report(Ending ending) {
        return new AgentReport(result(ending), usage(), Words.message(lastText));
    }

    private Usage usage() {
        return tally.usage(costUsd);
    }

    private Result result(Ending ending) {
        if (!(ending.exit() instanceof Exit.Exited)) {
            return new Result.Failed(Words.of(ending.exit()));
        }
        if (failure.isPresent()) {
            return meaning(failure.get(), ending);
        }
        if (!ending.exit().clean()) {
            return new Result.Failed(
                    Words.reason(
                            Words.of(ending.exit()) + (lastText.isEmpty() ? "" : ": " + lastText)));
        }
        return finished || finishedBy.isEmpty()
                ? new Result.Finished()
                : Silence.without(ending, lastText);
    }

    private static Result meaning(Failure failure, Ending ending) {
        var reason = Words.reason(failure.line());
        return switch (failure.meaning()) {
            case RATE_LIMITED -> new Result.RateLimited(ResetTime.in(failure.line(), ending.at()));
            case LOGIN_EXPIRED -> new Result.LoginExpired(ending.renewal());
            case OVER_BUDGET -> new Result.OverBudget(reason);
            case DENIED -> new Result.Denied(reason);
            case PROVIDER_ERROR -> new Result.ProviderError(reason);
            case FAILED -> new Result.Failed(reason);
        };
    }
}
