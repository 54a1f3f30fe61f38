package ai.avyay.domain;

import java.util.List;
import java.util.Optional;

/// Who shall do the work and what they are told.
///
/// @param agent the agent program; empty: the configuration chooses by type
/// @param model the model the program is asked to use; empty: the program's own default
/// @param referenceFiles paths in the work tree that the prompt points to
public record Assignment(
        Optional<String> agent,
        Optional<String> model,
        String instructions,
        List<String> referenceFiles) {
    public Assignment {
        referenceFiles = List.copyOf(referenceFiles);
    }

    public static Assignment none() {
        return new Assignment(Optional.empty(), Optional.empty(), "", List.of());
    }

    public Assignment withInstructions(String changed) {
        return new Assignment(agent, model, changed, referenceFiles);
    }

    public Assignment withAgent(String changed) {
        return new Assignment(Optional.of(changed), model, instructions, referenceFiles);
    }
}
