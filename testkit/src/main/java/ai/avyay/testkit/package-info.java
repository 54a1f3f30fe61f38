/// What tests share: a manual clock, a scripted model server, sample repositories, and the
/// contracts that every adapter of a port must pass.
///
/// Knows the engine and what lies below it, never an adapter.
@NullMarked
package ai.avyay.testkit;

import org.jspecify.annotations.NullMarked;
