/// Deliverables and checks: what was run on a commit becomes a quality report.
///
/// Runs nothing and believes no agent: it judges files, commits and outputs that the engine
/// produced itself.
@NullMarked
package ai.avyay.gates;

import org.jspecify.annotations.NullMarked;
