package ai.avyay.engine;

import java.util.List;
import java.util.Optional;

/// What the engine says to a request.
///
/// @param remarks what the person who asked should know, though it was carried out
/// @param refusal why it was not carried out; empty if it was, and then it is on disk
public record Answer(List<String> remarks, Optional<String> refusal) {
    public Answer {
        remarks = List.copyOf(remarks);
    }

    static Answer refused(String reason) {
        return new Answer(List.of(), Optional.of(reason));
    }

    public boolean accepted() {
        return refusal.isEmpty();
    }
}
