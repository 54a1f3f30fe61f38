package ai.avyay.simulation;

/// One way in which a world may be unkind.
public enum Fault {
    /// A message takes minutes, so that later ones overtake it.
    MESSAGES_DELAYED,
    /// A message arrives twice, the second time much later.
    MESSAGES_DUPLICATED,
    /// A node works on and cannot be reached.
    LINKS_CUT,
    /// A node and all on it stand still.
    NODES_SLEEP,
    /// A node ends with all that works on it.
    NODES_DIE,
    /// A node delivers the work of an attempt long after that attempt has died.
    NODES_LIE,
    /// The clock of the engine's machine is set.
    CLOCK_JUMPS,
    /// The disk takes nothing for a while.
    DISK_FULL,
    /// The engine is killed between any two of its acts, and started again later.
    ENGINE_KILLED,
    /// Agents end in every way that there is.
    AGENTS_FAIL,
    /// Agents go on for ever, or fall silent.
    AGENTS_HANG,
    /// Work is below the gate, or lacks a deliverable.
    POOR_WORK,
    /// Work conflicts with what came onto the branch, or is red together with it.
    CONFLICTS,
    /// The user commits to the branch meanwhile.
    USER_COMMITS,
    /// People cancel, abandon, retry, reject, pause and approve as they like.
    PEOPLE_MEDDLE
}
