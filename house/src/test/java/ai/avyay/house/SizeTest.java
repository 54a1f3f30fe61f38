package ai.avyay.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Files, methods and parameter lists that one person takes in at one look.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SizeTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 40;
    private static final int PARAMETERS = 5;

    private final WorkTree tree = WorkTree.here();
    private final ParsedSources sources = ParsedSources.parse(tree.mainJavaFiles());
    private final List<Method> methods =
            sources.units().stream().flatMap(SizeTest::methods).toList();

    /// A method, and the type that has it.
    private record Method(CompilationUnitTree unit, ClassTree owner, MethodTree tree) {
        String called() {
            return tree.getName().contentEquals("<init>")
                    ? "constructor of " + owner.getSimpleName()
                    : tree.getName().toString();
        }

        boolean isCanonicalConstructor() {
            return owner.getKind() == Tree.Kind.RECORD
                    && tree.getName().contentEquals("<init>")
                    && types(components()).equals(types(tree.getParameters().stream()));
        }

        private Stream<VariableTree> components() {
            return owner.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC));
        }

        private static List<String> types(Stream<? extends VariableTree> variables) {
            return variables.map(variable -> String.valueOf(variable.getType())).toList();
        }
    }

    private static Stream<Method> methods(CompilationUnitTree unit) {
        var found = new ArrayList<Method>();
        unit.accept(
                new TreeScanner<Boolean, Boolean>() {
                    @Override
                    public Boolean visitClass(ClassTree owner, Boolean unused) {
                        owner.getMembers().stream()
                                .filter(MethodTree.class::isInstance)
                                .map(member -> new Method(unit, owner, (MethodTree) member))
                                .forEach(found::add);
                        return super.visitClass(owner, unused);
                    }
                },
                true);
        return found.stream();
    }

    @Test
    void a_file_is_one_idea() {
        var places =
                tree.javaFiles().stream()
                        .filter(file -> WorkTree.lines(file).size() > FILE_LINES)
                        .map(file -> tree.place(file, FILE_LINES + 1))
                        .toList();
        assertThat(places).as("over %d lines: split it, one idea a file", FILE_LINES).isEmpty();
    }

    @Test
    void a_method_fits_on_a_screen() {
        var places =
                methods.stream().filter(method -> lines(method) > METHOD_LINES).map(this::place);
        assertThat(places)
                .as("over %d lines: give each step a method with a name", METHOD_LINES)
                .isEmpty();
    }

    private long lines(Method method) {
        return sources.lastLine(method.unit(), method.tree())
                - sources.firstLine(method.unit(), method.tree())
                + 1;
    }

    @Test
    void a_parameter_list_is_short() {
        var places =
                methods.stream()
                        .filter(method -> method.tree().getParameters().size() > PARAMETERS)
                        .filter(method -> !method.isCanonicalConstructor())
                        .map(this::place);
        assertThat(places)
                .as("over %d parameters: some of them are one thing, name it", PARAMETERS)
                .isEmpty();
    }

    private String place(Method method) {
        var line = sources.firstLine(method.unit(), method.tree());
        return tree.place(ParsedSources.file(method.unit()), line) + " " + method.called();
    }

    @Test
    void no_file_has_tabs() {
        var places = new ArrayList<String>();
        for (var file : tree.javaFiles()) {
            var lines = WorkTree.lines(file);
            for (var i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains("\t")) {
                    places.add(tree.place(file, i + 1));
                }
            }
        }
        assertThat(places).as("write spaces, and \\t inside a string").isEmpty();
    }
}
