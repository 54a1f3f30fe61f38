/// The nouns of Avyay, the facts that are recorded about them, and the fold of those facts.
///
/// Nothing here decides, and nothing here touches a clock, a file, a thread or a random number:
/// time arrives inside an [Event]. Start at [State#apply(Event)], then read [Task] and [Stage].
@NullMarked
package ai.avyay.domain;

import org.jspecify.annotations.NullMarked;
