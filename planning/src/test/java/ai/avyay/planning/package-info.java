/// Planning as a specification: examples (begin with [PlannerTest], the way of a task), and laws in
/// [PlannerProperties] and [SafetyProperties].
///
/// [Scene] plays the engine and the world for them: it turns the clock, answers what is commanded,
/// and remembers. Nothing here runs anything.
@org.jspecify.annotations.NullMarked
package ai.avyay.planning;
