/// The `avyay` command and the wiring by hand: the only place that knows everyone.
///
/// Decides nothing about tasks: it reads the command line, puts the parts together and prints.
@NullMarked
package ai.avyay.app;

import org.jspecify.annotations.NullMarked;
