package ai.avyay.app;

import java.util.List;
import java.util.Optional;

/// What became of a wish.
///
/// @param lines for the person who asked
/// @param refusal why it was not carried out; then nothing was changed
public record Reply(List<String> lines, Optional<Refusal> refusal) {
    public Reply {
        lines = List.copyOf(lines);
    }

    /// A wish that was not carried out.
    public record Refusal(CommandException.Kind kind, String text) {}

    static Reply done(List<String> lines) {
        return new Reply(lines, Optional.empty());
    }

    static Reply refused(CommandException.Kind kind, String text) {
        return new Reply(List.of(), Optional.of(new Refusal(kind, text)));
    }

    /// What `carryOut` returns, or the refusal that its exception means.
    static Reply of(java.util.function.Supplier<Reply> carryOut) {
        try {
            return carryOut.get();
        } catch (CommandException refused) {
            return refused(refused.kind(), String.valueOf(refused.getMessage()));
        } catch (ai.avyay.documents.DocumentException | IllegalArgumentException wrong) {
            return refused(CommandException.Kind.WRONG_USE, String.valueOf(wrong.getMessage()));
        } catch (ai.avyay.engine.QueueException
                | ai.avyay.engine.NodeException
                | ai.avyay.engine.HubLostException
                | ai.avyay.integration.IntegrationException failed) {
            return refused(CommandException.Kind.FAILED, String.valueOf(failed.getMessage()));
        }
    }
}
