package ai.avyay.nodes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Programs of this machine.
final class Programs {
    /// Where a confined program looks for others unless it is told differently.
    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Programs() {}

    /// The program `name` on the search path of this process.
    static Optional<Path> find(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse(PATH);
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
