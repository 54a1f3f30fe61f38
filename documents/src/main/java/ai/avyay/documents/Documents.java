package ai.avyay.documents;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// Reads hand-written JSON and YAML.
///
/// A document is UTF-8, at most [#LONGEST] bytes, and names nothing twice; YAML is read without
/// anchors, tags and further documents.
public final class Documents {
    /// The longest document that is read, in bytes.
    public static final long LONGEST = 64L << 20;

    private static final JsonFactory JSON = new JsonFactory();
    private static final YAMLFactory YAML = new YAMLFactory();

    private Documents() {}

    /// Reads YAML of a fixed shape: a record with snake_case keys.
    public static <T> DocumentReader<T> yaml(Class<T> shape) {
        return new DocumentReader<>(shape, Documents::yaml);
    }

    /// Reads JSON of a fixed shape: a record with snake_case keys.
    public static <T> DocumentReader<T> json(Class<T> shape) {
        return new DocumentReader<>(shape, Documents::json);
    }

    /// What the YAML `text` says.
    ///
    /// @param name what the text is called in a complaint, such as its file
    /// @throws DocumentException if it is not YAML
    public static Value yaml(String name, String text) {
        try (var parser = YAML.createParser(ObjectReadContext.empty(), new StringReader(text))) {
            return new TreeReader(name, parser).read();
        } catch (JacksonException broken) {
            throw new DocumentException(name, Place.START, Syntax.complaint(broken));
        }
    }

    /// What the JSON `text` says.
    ///
    /// @param name what the text is called in a complaint, such as its file
    /// @throws DocumentException if it is not JSON
    public static Value json(String name, String text) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new TreeReader(name, parser).read();
        } catch (JacksonException broken) {
            throw new DocumentException(name, Place.START, Syntax.complaint(broken));
        }
    }

    /// The text of `file`.
    ///
    /// @throws DocumentException if it cannot be read, is too long, or is not UTF-8
    public static String text(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new DocumentException(
                        file.toString(),
                        Place.START,
                        "longer than " + LONGEST + " bytes, split it");
            }
            return decoded(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            throw new DocumentException(
                    file.toString(), Place.START, "there is no such file, check the path");
        } catch (AccessDeniedException _) {
            throw new DocumentException(
                    file.toString(), Place.START, "may not be read, give yourself the right to");
        } catch (IOException unreadable) {
            throw new DocumentException(
                    file.toString(),
                    Place.START,
                    "cannot be read ("
                            + unreadable.getMessage()
                            + "), name a file of tasks or settings");
        }
    }

    /// The text that `bytes` encode.
    ///
    /// @throws DocumentException if they are not UTF-8
    public static String decoded(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw new DocumentException(name, Place.START, "not UTF-8, save it as UTF-8");
        }
    }
}
