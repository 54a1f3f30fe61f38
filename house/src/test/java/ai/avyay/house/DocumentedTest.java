package ai.avyay.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/// Each package and each public type says what it is.
class DocumentedTest {
    private static final String PACKAGE_INFO = "package-info.java";

    private final WorkTree tree = WorkTree.here();

    @Test
    void every_package_has_a_package_info() {
        var without = new TreeSet<String>();
        for (var file : tree.javaFiles()) {
            if (homes(file).noneMatch(Files::exists)) {
                without.add(tree.name(file.resolveSibling(PACKAGE_INFO)));
            }
        }
        assertThat(without)
                .as("write it: 3 to 8 lines of what it is, what it never does, where to start")
                .isEmpty();
    }

    /// A test folder shares the package-info of main.
    private static Stream<Path> homes(Path file) {
        var here = file.resolveSibling(PACKAGE_INFO);
        var main = here.toString().replace("/src/test/", "/src/main/");
        return Stream.of(here, Path.of(main));
    }

    @Test
    void a_package_info_has_a_doc_comment_and_is_null_marked() {
        var sources = ParsedSources.parse(packageInfos());
        var places = new ArrayList<String>();
        for (var unit : sources.units()) {
            var documented =
                    sources.trees()
                            .getDocComment(new TreePath(new TreePath(unit), unit.getPackage()));
            if (documented == null || !isNullMarked(unit)) {
                places.add(tree.place(ParsedSources.file(unit), 1));
            }
        }
        assertThat(places).as("give it a doc comment (///) and @NullMarked").isEmpty();
    }

    private List<Path> packageInfos() {
        return tree.javaFiles().stream().filter(file -> file.endsWith(PACKAGE_INFO)).toList();
    }

    private static boolean isNullMarked(CompilationUnitTree unit) {
        return unit.getPackageAnnotations().stream()
                .anyMatch(found -> found.getAnnotationType().toString().endsWith("NullMarked"));
    }

    @Test
    void every_public_type_has_a_doc_comment() {
        var sources = ParsedSources.parse(tree.mainJavaFiles());
        var places = new ArrayList<String>();
        for (var unit : sources.units()) {
            new PublicTypes(sources, unit, places).scan(unit, true);
        }
        assertThat(places).as("say in one sentence what it is (///)").isEmpty();
    }

    /// Types that say `public`; the cases of an interface speak through it.
    private final class PublicTypes extends TreePathScanner<Boolean, Boolean> {
        private final ParsedSources sources;
        private final CompilationUnitTree unit;
        private final List<String> places;

        PublicTypes(ParsedSources sources, CompilationUnitTree unit, List<String> places) {
            this.sources = sources;
            this.unit = unit;
            this.places = places;
        }

        @Override
        public Boolean visitClass(ClassTree type, Boolean unused) {
            if (type.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    && sources.trees().getDocComment(getCurrentPath()) == null) {
                var line = sources.firstLine(unit, type);
                places.add(tree.place(ParsedSources.file(unit), line) + " " + type.getSimpleName());
            }
            return super.visitClass(type, unused);
        }
    }
}
