/// What must hold in every world, and that the laws would notice if it did not.
@NullMarked
package ai.avyay.simulation;

import org.jspecify.annotations.NullMarked;
