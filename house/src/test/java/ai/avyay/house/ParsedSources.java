package ai.avyay.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// Java files as the compiler reads them.
record ParsedSources(List<CompilationUnitTree> units, DocTrees trees) {

    /// Syntax only: names are not looked up.
    static ParsedSources parse(List<Path> files) {
        return read(files, false);
    }

    /// Syntax and types; the class path of this JVM must hold what the files use.
    static ParsedSources resolve(List<Path> files) {
        return read(files, true);
    }

    private static ParsedSources read(List<Path> files, boolean resolve) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new DiagnosticCollector<JavaFileObject>();
        var options =
                List.of("-proc:none", "-Xlint:none", "-cp", System.getProperty("java.class.path"));
        try (var manager =
                compiler.getStandardFileManager(complaints, Locale.ROOT, StandardCharsets.UTF_8)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    Writer.nullWriter(),
                                    manager,
                                    complaints,
                                    options,
                                    List.of(),
                                    manager.getJavaFileObjectsFromPaths(files));
            var units = new ArrayList<CompilationUnitTree>();
            task.parse().forEach(units::add);
            if (resolve) {
                task.analyze();
            }
            refuseErrors(complaints);
            return new ParsedSources(List.copyOf(units), DocTrees.instance(task));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseErrors(DiagnosticCollector<JavaFileObject> complaints) {
        complaints.getDiagnostics().stream()
                .filter(complaint -> complaint.getKind() == Diagnostic.Kind.ERROR)
                .findFirst()
                .ifPresent(error -> {
                    throw new IllegalStateException("the house cannot read: " + error);
                });
    }

    static Path file(CompilationUnitTree unit) {
        return Path.of(unit.getSourceFile().toUri());
    }

    long firstLine(CompilationUnitTree unit, Tree tree) {
        return unit.getLineMap()
                .getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
    }

    long lastLine(CompilationUnitTree unit, Tree tree) {
        return unit.getLineMap()
                .getLineNumber(trees.getSourcePositions().getEndPosition(unit, tree));
    }
}
