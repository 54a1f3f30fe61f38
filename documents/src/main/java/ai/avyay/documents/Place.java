package ai.avyay.documents;

/// A position in a text; both numbers count from 1.
public record Place(int line, int column) {
    static final Place START = new Place(1, 1);

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
