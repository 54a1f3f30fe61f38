package ai.avyay.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What decides is a function of its arguments: no clock, file, thread or random number.
class PurityTest {
    private static final String[] PURE = {"ai.avyay.domain..", "ai.avyay.planning.."};

    private static final Pattern JAVA_TIME_CLOCK =
            Pattern.compile("java\\.time\\.(chrono\\.)?\\w+\\.(now|system\\w*|tick\\w*)");

    private static final Set<String> OTHER_CLOCKS =
            Set.of(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.System.nanoTime",
                    "java.util.Calendar.getInstance",
                    "java.util.Date.<init>");

    private static final Set<String> CHANCE =
            Set.of(
                    "java.lang.Math.random",
                    "java.lang.StrictMath.random",
                    "java.security.SecureRandom.<init>",
                    "java.util.Collections.shuffle",
                    "java.util.Random.<init>",
                    "java.util.SplittableRandom.<init>",
                    "java.util.UUID.randomUUID",
                    "java.util.random.RandomGenerator.getDefault",
                    "java.util.random.RandomGenerator.of");

    private static final Set<String> SURROUNDINGS =
            Set.of(
                    "java.lang.System.getenv",
                    "java.lang.System.getProperty",
                    "java.lang.System.identityHashCode");

    @Test
    void the_pure_modules_do_no_io_and_start_no_thread() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.net..",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.util.concurrent..",
                        "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Process.class)
                .because("what decides touches nothing: let the engine do it, and hand in a value")
                .check(Classes.MAIN);
    }

    @Test
    void the_pure_modules_read_no_clock() {
        pureModulesNever(
                "read a clock",
                name -> JAVA_TIME_CLOCK.matcher(name).matches() || OTHER_CLOCKS.contains(name),
                "time arrives inside an event or as an argument");
    }

    @Test
    void the_pure_modules_leave_nothing_to_chance() {
        pureModulesNever(
                "draw a random number", CHANCE::contains, "ids and draws arrive as arguments");
    }

    @Test
    void the_pure_modules_do_not_look_at_the_machine() {
        pureModulesNever(
                "read the machine", SURROUNDINGS::contains, "settings arrive as arguments");
    }

    @Test
    void the_simulation_has_no_time_thread_or_file_but_its_own() {
        noClasses()
                .that()
                .resideInAPackage("ai.avyay.simulation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.net..", "java.nio..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .accessTargetWhere(
                        DescribedPredicate.describe(
                                "they read a clock",
                                access ->
                                        JAVA_TIME_CLOCK.matcher(fullName(access)).matches()
                                                || OTHER_CLOCKS.contains(fullName(access))))
                .because("a world must be the same each time it is run")
                .check(Classes.MAIN);
    }

    private static void pureModulesNever(String doing, Predicate<String> targets, String instead) {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe(
                                "they " + doing, access -> targets.test(fullName(access))))
                .because(instead)
                .check(Classes.MAIN);
    }

    private static String fullName(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        return target.getOwner().getName() + "." + target.getName();
    }

    @Test
    void the_domain_knows_the_jdk_and_its_collections_only() {
        classes()
                .that()
                .resideInAPackage("ai.avyay.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "ai.avyay.domain..", "java..", "org.jspecify..", "org.pcollections..")
                .because("the domain outlives every library: put the foreign type behind a port")
                .check(Classes.MAIN);
    }
}
