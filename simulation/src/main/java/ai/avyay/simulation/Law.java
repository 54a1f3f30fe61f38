package ai.avyay.simulation;

import java.util.Optional;

/// Something that must hold in every world after every step. One law watches one world, and may
/// remember what it has seen of it.
interface Law {
    /// What must hold, in a sentence.
    String sentence();

    /// How it is broken now; empty if it holds.
    Optional<String> broken(Sight sight);
}
