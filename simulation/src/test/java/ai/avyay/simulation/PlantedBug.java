package ai.avyay.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/// A patch that breaks the engine, compiled into a folder of its own: neither the sources nor the
/// classes of the build are touched.
record PlantedBug(String name, Patch patch) {
    private static final Duration HUNT = Duration.ofMinutes(1);
    private static final Duration SLACK = Duration.ofSeconds(30);

    static PlantedBug read(Path file) throws IOException {
        var name = file.getFileName().toString().replace(".patch", "");
        return new PlantedBug(name, Patch.parse(Files.readString(file)));
    }

    /// Which law an engine with this bug breaks, and in which world.
    ///
    /// @param root of the source tree
    /// @param scratch an empty folder
    /// @return empty if no world of a minute shows it
    String caught(Path root, Path scratch) throws IOException, InterruptedException {
        compile(root, scratch);
        var output = scratch.resolve("output");
        var hunt =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Dslf4j.internal.verbosity=ERROR",
                                "-cp",
                                scratch + java.io.File.pathSeparator + classPath(),
                                Hunt.class.getName(),
                                Long.toString(HUNT.toSeconds()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!hunt.waitFor(HUNT.plus(SLACK).toSeconds(), TimeUnit.SECONDS)) {
                return "a step that never ends";
            }
        } finally {
            hunt.destroyForcibly();
        }
        return hunt.exitValue() == Hunt.NOTHING_FOUND ? "" : Files.readString(output);
    }

    private void compile(Path root, Path scratch) throws IOException {
        var sources = new ArrayList<String>();
        for (var file : patch.applied(path -> source(root, path)).entrySet()) {
            var copy = scratch.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            sources.add(Files.writeString(copy, file.getValue()).toString());
        }
        var options =
                List.of("-proc:none", "-nowarn", "-d", scratch.toString(), "-cp", classPath());
        var arguments = new ArrayList<>(options);
        arguments.addAll(sources);
        var said = new java.io.ByteArrayOutputStream();
        var result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, said, said, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException(
                    name + " does not compile:\n" + said.toString(StandardCharsets.UTF_8));
        }
    }

    private static String source(Path root, String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException absent) {
            throw new IllegalStateException("no such source any more: " + path, absent);
        }
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
