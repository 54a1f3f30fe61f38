package ai.avyay.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.junit.jupiter.api.Test;

/// A switch over one of our closed types names every case, so that the compiler finds it when one
/// is added.
class SwitchTest {
    private final WorkTree tree = WorkTree.here();

    @Test
    void a_switch_over_a_closed_type_has_no_default() {
        var sources = ParsedSources.resolve(tree.mainJavaFiles());
        var places = new ArrayList<String>();
        for (var unit : sources.units()) {
            new Defaults(sources, unit, places).scan(unit, true);
        }
        assertThat(places)
                .as("name the cases instead of default: the compiler then guards them")
                .isEmpty();
    }

    private final class Defaults extends TreePathScanner<Boolean, Boolean> {
        private final ParsedSources sources;
        private final CompilationUnitTree unit;
        private final List<String> places;

        Defaults(ParsedSources sources, CompilationUnitTree unit, List<String> places) {
            this.sources = sources;
            this.unit = unit;
            this.places = places;
        }

        @Override
        public Boolean visitSwitch(SwitchTree node, Boolean unused) {
            look(node.getExpression(), node.getCases());
            return super.visitSwitch(node, unused);
        }

        @Override
        public Boolean visitSwitchExpression(SwitchExpressionTree node, Boolean unused) {
            look(node.getExpression(), node.getCases());
            return super.visitSwitchExpression(node, unused);
        }

        private void look(ExpressionTree selector, List<? extends CaseTree> cases) {
            var type = sources.trees().getTypeMirror(new TreePath(getCurrentPath(), selector));
            if (isClosedAndOurs(type)) {
                cases.stream()
                        .filter(Defaults::isDefault)
                        .map(label -> sources.firstLine(unit, label))
                        .map(line -> tree.place(ParsedSources.file(unit), line) + " over " + type)
                        .forEach(places::add);
            }
        }

        private static boolean isDefault(CaseTree label) {
            return label.getLabels().stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
        }

        private static boolean isClosedAndOurs(TypeMirror type) {
            return type instanceof DeclaredType declared
                    && declared.asElement() instanceof TypeElement element
                    && element.getQualifiedName().toString().startsWith("ai.avyay.")
                    && (element.getKind() == ElementKind.ENUM
                            || element.getModifiers().contains(Modifier.SEALED));
        }
    }
}
