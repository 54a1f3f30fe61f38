package ai.avyay.nodes;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A program that runs a script in a workspace and says `started` when the script has made a file
/// of that name; then it waits to be killed.
final class KilledEngine {
    private KilledEngine() {}

    public static void main(String[] arguments) throws Exception {
        var fixture = Fixture.make(Path.of(arguments[0]));
        try (var workspace = fixture.open();
                var output =
                        new PrintStream(
                                new FileOutputStream(FileDescriptor.out),
                                true,
                                StandardCharsets.UTF_8)) {
            var watch = fixture.watch(fixture.tree("agent"));
            var run = fixture.start(workspace, fixture.script(arguments[1]));
            watch.await("started");
            output.println("started");
            run.join();
        }
    }
}
