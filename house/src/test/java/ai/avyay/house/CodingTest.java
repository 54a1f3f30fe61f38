package ai.avyay.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Habits of code, main and test alike unless a name says otherwise.
class CodingTest {
    static final List<JavaClasses> ALL = List.of(Classes.MAIN, Classes.TEST);

    private static final List<String> EMPTY_NAMES =
            List.of(
                    "Manager",
                    "Helper",
                    "Util",
                    "Utils",
                    "Impl",
                    "Handler",
                    "Processor",
                    "Service",
                    "Info",
                    "Data");

    private static final DescribedPredicate<JavaClass> HAVE_AN_EMPTY_NAME =
            DescribedPredicate.describe(
                    "have an empty name",
                    type -> EMPTY_NAMES.stream().anyMatch(type.getSimpleName()::endsWith));

    @ParameterizedTest
    @FieldSource("ALL")
    void a_name_says_what_the_thing_is(JavaClasses classes) {
        noClasses()
                .should(ArchCondition.from(HAVE_AN_EMPTY_NAME))
                .because("these words say nothing: name the mechanism, as in LeaseRenewal")
                .check(classes);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void nothing_hides_in_a_thread_local(JavaClasses classes) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo("java.lang.ThreadLocal")
                .because("what a method needs is an argument; across calls, use a ScopedValue")
                .check(classes);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void a_static_field_is_final(JavaClasses classes) {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("state belongs to an object that somebody made and handed on")
                .check(classes);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void no_field_is_injected(JavaClasses classes) {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION
                .because("parts are handed to the constructor, by app's wiring")
                .check(classes);
    }

    @Test
    void only_the_app_prints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("ai.avyay.app..")
                .should(ACCESS_STANDARD_STREAMS)
                .because("log it, or return it to who asked")
                .check(Classes.MAIN);
    }

    @Test
    void tests_do_not_sleep() {
        noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe("they sleep", CodingTest::sleeps))
                .because("turn a manual clock, or wait for the thing itself with a deadline")
                .check(Classes.TEST);
    }

    private static boolean sleeps(JavaAccess<?> access) {
        var target = access.getTarget();
        return target.getName().equals("sleep")
                && (target.getOwner().isAssignableTo(Thread.class)
                        || target.getOwner().isEquivalentTo(TimeUnit.class));
    }
}
