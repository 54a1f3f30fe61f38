/// The agent programs: what is run for a task, and how the output tells tokens, session and
/// refusals.
///
/// Starts no process: it says what to run and reads what was said.
@NullMarked
package ai.avyay.agents;

import org.jspecify.annotations.NullMarked;
