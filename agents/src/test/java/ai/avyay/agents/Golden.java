package ai.avyay.agents;

import ai.avyay.engine.AgentReport;
import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Logs that the real programs wrote while the scripted model server answered them.
final class Golden {
    static final Instant ENDED = Instant.parse("2026-05-10T12:00:00Z");

    /// The login of the program that all of them are taken for.
    static final Result LOGIN_EXPIRED = new Result.LoginExpired("claude /login");

    static final Result RATE_LIMITED = new Result.RateLimited(Optional.empty());

    private Golden() {}

    /// What the recorded run, such as `claude/finished`, comes to when it ended with `code`.
    static AgentReport read(Format format, String recorded, int code) {
        return read(format, recorded, new Exit.Exited(code));
    }

    static AgentReport read(Format format, String recorded, Exit exit) {
        return report(format, text(recorded), exit);
    }

    static AgentReport report(Format format, String text, Exit exit) {
        var transcript = format.transcript(AgentFile.TextPatterns.NONE);
        text.lines().forEach(transcript::hear);
        return transcript.report(new Transcript.Ending(exit, ENDED, "claude /login"));
    }

    static String text(String recorded) {
        try (var stream = Golden.class.getResourceAsStream("/transcripts/" + recorded + ".log")) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no recording " + recorded);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException("cannot read the recording " + recorded, broken);
        }
    }
}
