package ai.avyay.documents;

import java.nio.file.Path;
import java.util.function.BiFunction;
import tools.jackson.databind.DatabindException;

/// Reads documents of one shape.
///
/// The shape is a record whose components are named like the keys, in camelCase for the keys'
/// snake_case. A key that the shape does not have is refused. A missing list or map is empty, a
/// missing `Optional` is empty, a missing component annotated `@JsonProperty(required = true)` is
/// refused, and any other is null or refused by the record's own constructor, whose
/// `IllegalArgumentException` becomes the complaint. Durations are written as `45m`.
public final class DocumentReader<T> {
    private final Class<T> shape;
    private final BiFunction<String, String, Value> parser;

    DocumentReader(Class<T> shape, BiFunction<String, String, Value> parser) {
        this.shape = shape;
        this.parser = parser;
    }

    /// What `file` says.
    ///
    /// @throws DocumentException if `file` cannot be read or is not of the shape
    public T read(Path file) {
        return read(file.toString(), Documents.text(file));
    }

    /// What `text` says.
    ///
    /// @throws DocumentException if `text` is not of the shape
    public T read(String text) {
        return read("text", text);
    }

    /// What `text` says.
    ///
    /// @param name what the text is called in a complaint
    /// @throws DocumentException if `text` is not of the shape
    public T read(String name, String text) {
        var tree = parser.apply(name, text);
        try {
            return Binding.bind(tree, shape);
        } catch (DatabindException wrong) {
            throw Complaint.of(name, tree, wrong);
        }
    }
}
