/// The tests of the agent programs: what is run, and how what they say is read.
@NullMarked
package ai.avyay.agents;

import org.jspecify.annotations.NullMarked;
