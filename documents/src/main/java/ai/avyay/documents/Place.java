package ai.avyay.documents;

/// A position in a text; both numbers count from 1.
public record Place(int line, int column) {
    /// The place of a value that stands in no document.
    public static final Place NOWHERE = new Place(0, 0);

    static final Place START = new Place(1, 1);

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
