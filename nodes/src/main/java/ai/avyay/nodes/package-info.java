/// Reaching machines: a command is run in a workspace, inside a sandbox, and what it made is
/// collected.
///
/// Start at [LocalNode], then [LocalWorkspace]; [Sandbox] says what contains a program,
/// [Collection] how its work is taken without trusting anything in the workspace. Decides nothing:
/// what is run where, and for how long, is said by the engine.
@NullMarked
package ai.avyay.nodes;

import org.jspecify.annotations.NullMarked;
