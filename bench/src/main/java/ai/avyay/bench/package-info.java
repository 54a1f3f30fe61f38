/// Benchmarks: each one a ratio against a named alternative, measured in the same run.
///
/// Nothing imports it.
@NullMarked
package ai.avyay.bench;

import org.jspecify.annotations.NullMarked;
