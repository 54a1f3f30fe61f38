/// The tests of what tests share.
@NullMarked
package ai.avyay.testkit;

import org.jspecify.annotations.NullMarked;
