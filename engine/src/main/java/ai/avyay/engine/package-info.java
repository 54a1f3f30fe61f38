/// The one loop that turns signals into recorded facts and facts into effects, and the ports it
/// reaches the world through.
///
/// Start at `Engine`; the ports are [TaskQueue], [Node], [Agent], [Gate], [Hub], [Integration] and
/// [Notifier]. A port blocks, takes or knows a deadline, and returns values; nothing here knows an
/// adapter.
@NullMarked
package ai.avyay.engine;

import org.jspecify.annotations.NullMarked;
