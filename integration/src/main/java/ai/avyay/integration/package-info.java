/// Integration: an accepted commit is prepared as a candidate and shipped by compare-and-set.
///
/// Never touches a file, branch or stash that the engine did not make.
@NullMarked
package ai.avyay.integration;

import org.jspecify.annotations.NullMarked;
