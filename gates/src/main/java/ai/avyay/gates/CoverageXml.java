package ai.avyay.gates;

import javax.xml.stream.XMLStreamException;

/// Line coverage as JaCoCo and Cobertura write it.
final class CoverageXml {
    private CoverageXml() {}

    /// Reads on from JaCoCo's root: what it sums up itself stands right below the root.
    static Report jacoco(SafeXml xml) throws XMLStreamException {
        var root = xml.depth();
        var covered = 0L;
        var total = 0L;
        for (var child = xml.next(root); child.isPresent(); child = xml.next(root)) {
            var sum = child.get().equals("counter") && xml.depth() == root + 1;
            if (sum && xml.attribute("type").equals("LINE")) {
                covered += natural(xml.number("covered"));
                total += natural(xml.number("covered")) + natural(xml.number("missed"));
            }
        }
        return new Report.Coverage(covered, total);
    }

    /// Reads on from Cobertura's root.
    static Report cobertura(SafeXml xml) throws XMLStreamException {
        if (xml.attribute("line-rate").isEmpty() && xml.attribute("lines-valid").isEmpty()) {
            return new Report.Foreign();
        }
        var root = xml.depth();
        var covered = natural(xml.number("lines-covered"));
        var total = natural(xml.number("lines-valid"));
        if (total > 0) {
            return new Report.Coverage(Math.min(covered, total), total);
        }
        for (var child = xml.next(root); child.isPresent(); child = xml.next(root)) {
            if (child.get().equals("line")) {
                total++;
                covered += xml.number("hits") > 0 ? 1 : 0;
            }
        }
        return new Report.Coverage(covered, total);
    }

    private static long natural(long number) {
        return Math.clamp(number, 0, 1_000_000_000);
    }
}
