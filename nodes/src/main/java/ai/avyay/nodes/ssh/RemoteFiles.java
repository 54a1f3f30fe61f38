package ai.avyay.nodes.ssh;

import ai.avyay.domain.Glob;
import ai.avyay.engine.NodeAwayException;
import ai.avyay.engine.NodeException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Copies files out of a workspace on a node. What the node says of them is hostile: only what we
/// asked for is written, and where it belongs.
record RemoteFiles(Machine machine, Place place) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_FILES = 20_000;
    private static final int MOST_LIST = 32 << 20;
    private static final Pattern NUL = Pattern.compile("\0");

    void fetch(List<String> globs, Path into, long limitBytes) throws InterruptedException {
        try {
            var wanted = wanted(globs);
            if (!wanted.isEmpty()) {
                copy(wanted, into, limitBytes);
            }
        } catch (IOException e) {
            throw new NodeException(
                    "%s: files could not be copied to %s: %s"
                            .formatted(machine.name(), into, e.getMessage()),
                    e);
        }
    }

    private List<String> wanted(List<String> patterns) throws IOException, InterruptedException {
        if (patterns.isEmpty()) {
            return List.of();
        }
        var globs = patterns.stream().map(Glob::new).toList();
        try (var process = machine.ssh().start(Scripts.LIST.text(), List.of(place.path()))) {
            process.give(Machine.NOTHING);
            var list = new String(process.output().readNBytes(MOST_LIST), StandardCharsets.UTF_8);
            var reply = process.end(PATIENCE);
            if (!reply.isGood() && list.isEmpty()) {
                throw machine.failure(reply.errors());
            }
            return NUL.splitAsStream(list)
                    .filter(path -> path.startsWith("./"))
                    .map(path -> path.substring(2))
                    .filter(path -> globs.stream().anyMatch(glob -> glob.matches(path)))
                    .limit(MOST_FILES)
                    .toList();
        }
    }

    private void copy(List<String> wanted, Path into, long limitBytes)
            throws IOException, InterruptedException {
        var orders = new Orders();
        var targets = new ArrayList<Path>();
        for (var path : wanted) {
            var target = target(into, path);
            if (!target.equals(into)) {
                orders.line("give %d %s".formatted(targets.size(), Words.plain("./" + path)));
                targets.add(target);
            }
        }
        try (var process =
                machine.ssh()
                        .start(
                                Scripts.HAND.text(),
                                List.of(place.path(), Long.toString(limitBytes)))) {
            process.give(orders.input());
            var whole = receive(new BufferedInputStream(process.output()), targets, limitBytes);
            var reply = process.end(PATIENCE);
            if (!whole) {
                throw new NodeAwayException(
                        machine.name() + ": files did not come whole: " + reply.errors().strip());
            }
        }
    }

    /// The place of `path`, or `into` itself if it has none here.
    private static Path target(Path into, String path) {
        try {
            var target = into.resolve(path).normalize();
            return target.startsWith(into) ? target : into;
        } catch (InvalidPathException e) {
            return into;
        }
    }

    /// @return whether all came
    private static boolean receive(InputStream stream, List<Path> targets, long limitBytes)
            throws IOException {
        var room = limitBytes;
        for (var line = line(stream); !line.equals("end"); line = line(stream)) {
            var words = line.split(" ", -1);
            if (words.length != 2
                    || !words[0].matches("[0-9]{1,6}")
                    || !words[1].matches("[0-9]{1,18}")) {
                return false;
            }
            var index = Integer.parseInt(words[0]);
            var size = Long.parseLong(words[1]);
            room -= size;
            if (index >= targets.size() || room < 0) {
                return false;
            }
            if (!write(stream, size, targets.get(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean write(InputStream stream, long size, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        try (var file = Files.newOutputStream(target)) {
            var buffer = new byte[1 << 16];
            for (var left = size; left > 0; ) {
                var count = stream.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    return false;
                }
                file.write(buffer, 0, count);
                left -= count;
            }
        }
        return true;
    }

    private static String line(InputStream stream) throws IOException {
        var line = new StringBuilder();
        for (var next = stream.read();
                next >= 0 && next != '\n' && line.length() < 100;
                next = stream.read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
