package ai.avyay.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may know whom: `app → adapters → engine → planning → domain`, and no adapter another one.
class LayersTest {
    private static final List<String> CORE = List.of("domain", "planning", "engine");
    private static final List<String> ADAPTERS =
            List.of("queue", "nodes", "agents", "gates", "integration");
    private static final Map<String, List<String>> MAY_KNOW = mayKnow();

    private final WorkTree tree = WorkTree.here();

    private static Map<String, List<String>> mayKnow() {
        var table = new HashMap<String, List<String>>();
        table.put("documents", List.of());
        table.put("domain", List.of());
        table.put("planning", List.of("domain"));
        table.put("engine", List.of("domain", "planning"));
        ADAPTERS.forEach(adapter -> table.put(adapter, and(CORE, "documents")));
        table.put("simulation", CORE);
        table.put("testkit", and(CORE, "simulation"));
        table.put(
                "app", and(and(CORE, "documents", "simulation"), ADAPTERS.toArray(String[]::new)));
        table.put("bench", and(table.getOrDefault("app", List.of()), "app", "testkit"));
        table.put("house", List.of());
        return Map.copyOf(table);
    }

    private static List<String> and(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    @Test
    void every_module_has_its_place_in_the_table() {
        assertThat(tree.modules())
                .as("say in LayersTest.mayKnow whom a new module may know; take out a gone one")
                .containsExactlyInAnyOrderElementsOf(MAY_KNOW.keySet());
    }

    @TestFactory
    Stream<DynamicTest> a_module_knows_only_whom_it_may() {
        return MAY_KNOW.keySet().stream()
                .sorted()
                .map(module -> DynamicTest.dynamicTest(module, () -> staysInPlace(module)));
    }

    private static void staysInPlace(String module) {
        var allowed = MAY_KNOW.getOrDefault(module, List.of());
        var known = and(allowed, module).stream().map(LayersTest::packages).toArray(String[]::new);
        classes()
                .that(resideInAnyPackage(packages(module)))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(known).or(resideOutsideOfPackage("ai.avyay..")))
                .because(
                        "%s may know %s: turn the arrow round, or move the class"
                                .formatted(module, allowed))
                .check(Classes.MAIN);
    }

    private static String packages(String module) {
        return "ai.avyay." + packageName(module) + "..";
    }

    private static String packageName(String module) {
        return module.replace("-", "");
    }

    @Test
    void a_module_is_a_package_of_the_same_name() {
        var strangers = new ArrayList<String>();
        for (var file : tree.javaFiles()) {
            var name = tree.name(file);
            var module = name.substring(0, name.indexOf('/'));
            var home = "/java/ai/avyay/" + packageName(module) + "/";
            if (!name.contains(home)) {
                strangers.add(tree.place(file, 1));
            }
        }
        assertThat(strangers).as("move it below ai.avyay.MODULE of its own module").isEmpty();
    }

    @Test
    void packages_form_no_circle() {
        slices().matching("ai.avyay.(**)")
                .should()
                .beFreeOfCycles()
                .because("packages in a circle are one package: merge them, or cut one arrow")
                .check(Classes.MAIN);
    }
}
