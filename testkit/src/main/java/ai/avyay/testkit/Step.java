package ai.avyay.testkit;

import java.time.Duration;
import java.time.Instant;

/// One thing that the scripted model does when it is asked, or that goes wrong instead.
public sealed interface Step {

    /// Something that the model says or has the program do.
    sealed interface Act extends Step {}

    /// The program's shell tool runs `command`.
    record RunShell(String command) implements Act {}

    /// The program's file tool writes `text` to `path`; its shell tool does, if it has no other.
    record WriteFile(String path, String text) implements Act {}

    /// The model speaks; its turn goes on with the next act, and ends the run if there is none.
    record Say(String text) implements Act {}

    /// Something that goes wrong once before the next act; for ever, if it is the last step of its
    /// script.
    sealed interface Fault extends Step {}

    /// Status 429 with the header `retry-after`.
    record RateLimit(Duration retryAfter) implements Fault {}

    record ServerError(int status) implements Fault {}

    record Unauthorized() implements Fault {}

    /// Any other status, with the code and the words of the provider's error.
    record Refused(int status, String code, String message) implements Fault {}

    /// Status 429 that says when the limit ends, as a subscription does.
    record UsageLimit(Instant end) implements Fault {}

    /// The answer begins and then says in its stream that it failed; `status` if it is not
    /// streamed.
    record FailedStream(int status, String code, String message) implements Fault {}

    /// The connection breaks in the middle of the answer.
    record DropStream() implements Fault {}

    /// Nothing is answered, not even a status, until the server is closed.
    record Mute() implements Fault {}

    /// The answer stops in its middle and the connection stays open until the server is closed.
    record StallStream() implements Fault {}
}
