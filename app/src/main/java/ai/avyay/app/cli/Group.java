package ai.avyay.app.cli;

import java.util.SequencedMap;

/// A command that is only a common name for others.
interface Group {
    /// The others, by the word that follows the common name.
    SequencedMap<String, Object> commands();
}
