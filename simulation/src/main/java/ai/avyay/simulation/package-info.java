/// A world with a time of its own, in which the real planning and engine do their work: nodes,
/// links, a disk, a shipping branch and people, all of them unreliable, all of them from one seed.
///
/// Start at [World]; what it is made from is a [Recipe], what may go wrong a [Fault], what must
/// hold nevertheless a [Law]. Nothing here reads a real clock, starts a thread or opens a file.
@NullMarked
package ai.avyay.simulation;

import org.jspecify.annotations.NullMarked;
