package ai.avyay.gates;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Hostile XML, read forwards: no document type is followed, no entity is fetched or expanded.
final class SafeXml {
    private static final int DEEPEST = 100;
    private static final int LONGEST = 4_000;
    private static final Pattern ENCODING =
            Pattern.compile("\\A<\\?xml[^>]{0,100}?encoding=[\"']([A-Za-z0-9][\\w.-]{0,39})[\"']");
    private static final Pattern ILLEGAL_REFERENCE =
            Pattern.compile("&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\\d|3[01]));");
    private static final Pattern ILLEGAL =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    private final XMLStreamReader reader;
    private int depth;

    private SafeXml(XMLStreamReader reader) {
        this.reader = reader;
    }

    static SafeXml of(byte[] bytes) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((_, _, _, _) -> new ByteArrayInputStream(new byte[0]));
        return new SafeXml(factory.createXMLStreamReader(new StringReader(text(bytes))));
    }

    /// Writers of reports often let through what XML does not allow; it is dropped, not refused.
    private static String text(byte[] bytes) {
        var text = new String(bytes, encoding(bytes));
        var legal = ILLEGAL.matcher(ILLEGAL_REFERENCE.matcher(text).replaceAll("")).replaceAll("");
        return legal.startsWith("\uFEFF") ? legal.substring(1) : legal;
    }

    private static Charset encoding(byte[] bytes) {
        var start = new String(bytes, 0, Math.min(200, bytes.length), StandardCharsets.ISO_8859_1);
        var named = ENCODING.matcher(start);
        return named.find() && Charset.isSupported(named.group(1))
                ? Charset.forName(named.group(1))
                : StandardCharsets.UTF_8;
    }

    /// The name of the next element that starts, or empty when `leave` ends or the document does.
    Optional<String> next(int leave) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    enter();
                    return Optional.of(reader.getLocalName());
                }
                case XMLStreamReader.END_ELEMENT -> {
                    depth--;
                    if (depth < leave) {
                        return Optional.empty();
                    }
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    /// How many elements are open.
    int depth() {
        return depth;
    }

    private void enter() throws XMLStreamException {
        depth++;
        if (depth > DEEPEST) {
            throw new XMLStreamException("more than " + DEEPEST + " elements inside one another");
        }
    }

    /// An attribute of the element that just started; empty text if it has none of that name.
    String attribute(String name) {
        var count = reader.getAttributeCount();
        for (var i = 0; i < count; i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                var value = reader.getAttributeValue(i);
                return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
            }
        }
        return "";
    }

    /// A number in an attribute; 0 if it is none.
    long number(String name) {
        try {
            return Long.parseLong(attribute(name));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /// The text inside the element that just started, bounded; leaves the element.
    String text() throws XMLStreamException {
        var text = new StringBuilder();
        var inside = depth;
        while (depth >= inside && reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> enter();
                case XMLStreamReader.END_ELEMENT -> depth--;
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> {
                    var room = LONGEST * 4 - text.length();
                    text.append(reader.getText(), 0, Math.min(room, reader.getTextLength()));
                }
                default -> {}
            }
        }
        return text.toString();
    }
}
