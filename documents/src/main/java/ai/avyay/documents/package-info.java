/// Hand-written JSON and YAML: a text becomes a tree of values that know their line, and a
/// complaint about one names line, field and the nearest right word.
///
/// Knows nothing of tasks, queues or configuration: whoever reads a document says what it means.
@NullMarked
package ai.avyay.documents;

import org.jspecify.annotations.NullMarked;
