package ai.avyay.gates;

import java.nio.charset.StandardCharsets;
import java.util.MissingResourceException;
import javax.xml.stream.XMLStreamException;

/// Tells a report's format from its content and reads it. Whatever the bytes are, it returns.
final class ReportReader {
    /// In bytes; a larger file is not read.
    static final int LARGEST = 16 << 20;

    private ReportReader() {}

    static Report read(byte[] bytes) {
        var start = start(bytes);
        if (start.startsWith("<")) {
            return xml(bytes);
        }
        if (start.startsWith("{")) {
            return Sarif.read(bytes);
        }
        if (start.startsWith("TN:") || start.startsWith("SF:")) {
            var text = new String(bytes, StandardCharsets.UTF_8).strip();
            return Lcov.looksLike(text) ? Lcov.read(text) : new Report.Broken("cut off");
        }
        return start.isEmpty() ? new Report.Broken("empty") : new Report.Foreign();
    }

    private static String start(byte[] bytes) {
        var head = new String(bytes, 0, Math.min(1_000, bytes.length), StandardCharsets.UTF_8);
        return head.replace("\uFEFF", "").replace("\0", "").strip();
    }

    private static Report xml(byte[] bytes) {
        try {
            var xml = SafeXml.of(bytes);
            var root = xml.next(0).orElse("");
            if (JUnitXml.ROOTS.contains(root)) {
                return JUnitXml.read(xml);
            }
            return switch (root) {
                case "report" -> CoverageXml.jacoco(xml);
                case "coverage" -> CoverageXml.cobertura(xml);
                default -> new Report.Foreign();
            };
        } catch (XMLStreamException e) {
            return new Report.Broken(Plain.line("not XML: " + e.getMessage(), 160));
        } catch (MissingResourceException _) {
            // The JDK's parser looks for some of its own messages in vain.
            return new Report.Broken("not XML");
        }
    }
}
