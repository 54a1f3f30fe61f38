/// The commands that people type, each a few lines around one step of the package above.
///
/// Start at [Avyay], which knows them all. A command reads its arguments, does its one step and
/// prints; it decides nothing.
@NullMarked
package ai.avyay.app.cli;

import org.jspecify.annotations.NullMarked;
