/// Integration: the hub that bases come from and results go to, and the way of an accepted commit
/// onto the shipping branch: prepared as a candidate, checked by the engine, shipped by
/// compare-and-set, mirrored to the user.
///
/// Never touches a file, branch or stash that the engine did not make, never runs a hook, and takes
/// in nothing that was not checked. Start at [ai.avyay.integration.BareHub] and
/// [ai.avyay.integration.GitIntegration].
@NullMarked
package ai.avyay.integration;

import org.jspecify.annotations.NullMarked;
