package ai.avyay.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may know whom: `app → adapters → engine → planning → domain`, and no adapter another one.
class LayersTest {
    private static final Set<String> ADAPTERS =
            Set.of("queue", "nodes", "agents", "gates", "integration");
    private static final Map<String, Set<String>> MAY_KNOW = mayKnow();

    private static Map<String, Set<String>> mayKnow() {
        var table = new TreeMap<String, Set<String>>();
        table.put("documents", Set.of());
        table.put("domain", Set.of());
        table.put("planning", Set.of("domain"));
        table.put("engine", Set.of("planning", "domain"));
        ADAPTERS.forEach(
                adapter ->
                        table.put(adapter, Set.of("engine", "planning", "domain", "documents")));
        table.put("testkit", Set.of("engine", "planning", "domain"));
        table.put("app", everyone().without("app", "testkit", "bench"));
        table.put("bench", everyone().without("bench"));
        table.put("house", Set.of());
        return table;
    }

    private static Everyone everyone() {
        return new Everyone(WorkTree.here().modules());
    }

    private record Everyone(List<String> modules) {
        Set<String> without(String... others) {
            var left = new java.util.TreeSet<>(modules);
            List.of(others).forEach(left::remove);
            return left;
        }
    }

    @Test
    void every_module_has_its_place_in_the_table() {
        assertThat(WorkTree.here().modules())
                .as("say in LayersTest.mayKnow whom a new module may know; remove a gone one")
                .containsExactlyElementsOf(MAY_KNOW.keySet());
    }

    @TestFactory
    List<DynamicTest> a_module_knows_only_whom_it_may() {
        return MAY_KNOW.keySet().stream()
                .map(module -> DynamicTest.dynamicTest(module, () -> staysInPlace(module)))
                .toList();
    }

    private static void staysInPlace(String module) {
        var allowed = MAY_KNOW.getOrDefault(module, Set.of());
        classes()
                .that(belongTo(Set.of(module)))
                .should()
                .onlyDependOnClassesThat(areForeignOrBelongTo(allowed, module))
                .because(
                        module + " may know " + allowed + ": turn the arrow round, or move the class")
                .check(Classes.MAIN);
    }

    private static DescribedPredicate<JavaClass> belongTo(Set<String> modules) {
        return DescribedPredicate.describe(
                "belong to " + modules, type -> modules.contains(Modules.of(type)));
    }

    private static DescribedPredicate<JavaClass> areForeignOrBelongTo(
            Set<String> allowed, String self) {
        return DescribedPredicate.describe(
                "are foreign or belong to " + self + " or " + allowed,
                type -> {
                    var module = Modules.of(type);
                    return module.isEmpty() || module.equals(self) || allowed.contains(module);
                });
    }

    @Test
    void packages_form_no_circle() {
        slices().matching("ai.avyay.(**)")
                .should()
                .beFreeOfCycles()
                .because("a circle is one package that does not know it: merge, or cut one arrow")
                .check(Classes.MAIN);
    }
}
