/// The durable queue: the tasks as JSON in a git repository of their own, one commit for each
/// change.
///
/// Decides nothing: it stores the facts it is given, in order, before anything acts on them.
@NullMarked
package ai.avyay.queue;

import org.jspecify.annotations.NullMarked;
