package ai.avyay.gates;

import ai.avyay.engine.Gate;
import ai.avyay.engine.NodeException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads what was kept of a run. Follows no link, and reads a bounded part of a hostile folder.
final class EvidenceReader {
    private static final int MOST_FILES = 5_000;
    private static final int DEEPEST = 40;
    private static final long ALL_BYTES = 128L << 20;
    private static final int TAIL = 64 << 10;

    private EvidenceReader() {}

    static Evidence read(Gate.CheckRun run) {
        try {
            return new Evidence(
                    run.exit(), tail(run.folder().resolve("log")), reports(run.folder()));
        } catch (IOException e) {
            throw new NodeException(
                    "check "
                            + run.order().name()
                            + ": its reports in "
                            + run.folder()
                            + " cannot be read ("
                            + e.getMessage()
                            + "); free the disk or mend the folder's rights, then retry the task",
                    e);
        }
    }

    private static Map<String, Report> reports(Path folder) throws IOException {
        var root = folder.resolve("reports");
        var reports = new TreeMap<String, Report>();
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return reports;
        }
        var bytes = 0L;
        for (var file : files(root)) {
            var size = Files.size(file);
            bytes += size;
            reports.put(
                    root.relativize(file).toString().replace('\\', '/'),
                    size > ReportReader.LARGEST || bytes > ALL_BYTES
                            ? new Report.Broken("too large to read: " + size + " bytes")
                            : ReportReader.read(Files.readAllBytes(file)));
        }
        return reports;
    }

    private static List<Path> files(Path root) throws IOException {
        try (var files = Files.find(root, DEEPEST, (_, attributes) -> attributes.isRegularFile())) {
            return files.limit(MOST_FILES).sorted().toList();
        }
    }

    private static String tail(Path log) throws IOException {
        if (!Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var length = (int) Math.min(TAIL, file.length());
            file.seek(file.length() - length);
            var bytes = new byte[length];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
