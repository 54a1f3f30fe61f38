/// The rules of the house: whatever a reader of the code may rely on, and a compiler does not
/// check.
///
/// Each test is one rule and says, with file and line, what to do about a place that breaks it. The
/// tests read the working tree as it is, committed or not. Start at [LayersTest].
@NullMarked
package ai.avyay.house;

import org.jspecify.annotations.NullMarked;
