package ai.avyay.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The repository's working tree, without what is built, installed or private to a machine.
record WorkTree(Path root) {
    private static final Set<String> NOT_OURS =
            Set.of(".git", ".avyay", ".idea", ".vscode", ".settings", "target", "node_modules");

    /// The tree that holds the folder the tests run in.
    static WorkTree here() {
        var start = Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
        for (Optional<Path> at = Optional.of(start); at.isPresent(); at = at.map(Path::getParent)) {
            if (Files.isRegularFile(at.get().resolve("house/pom.xml"))) {
                return new WorkTree(at.get());
            }
        }
        throw new IllegalStateException("no folder above " + start + " holds house/pom.xml");
    }

    /// Names of the folders that are Maven modules, in order.
    List<String> modules() {
        try (var folders = Files.list(root)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> files() {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(root, new Collector(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }

    /// Sources that are compiled; sample code among the resources is not.
    List<Path> javaFiles() {
        return below("/src/(main|test)/java/");
    }

    List<Path> mainJavaFiles() {
        return below("/src/main/java/");
    }

    private List<Path> below(String folder) {
        var path = Pattern.compile(".+" + folder + ".+\\.java");
        return files().stream().filter(file -> path.matcher(name(file)).matches()).toList();
    }

    /// The path from the root, with forward slashes.
    String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /// A clickable place.
    String place(Path file, long line) {
        return name(file) + ":" + line;
    }

    /// Lines of a text file; none when it is binary.
    static List<String> lines(Path file) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().lines().toList();
        } catch (CharacterCodingException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final List<Path> found;

        Collector(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !NOT_OURS.contains(file.getFileName().toString())) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
