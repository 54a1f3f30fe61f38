/// Every decision of the engine, as pure functions over immutable values.
///
/// Nothing here reads a clock, a file or a random number, or starts a thread. Start at `Planner`.
@NullMarked
package ai.avyay.planning;

import org.jspecify.annotations.NullMarked;
