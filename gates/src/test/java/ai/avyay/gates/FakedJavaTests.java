package ai.avyay.gates;

import static ai.avyay.gates.Project.JAVA_TEST;
import static ai.avyay.gates.Twins.refused;
import static ai.avyay.gates.Twins.reviewed;
import static ai.avyay.gates.Work.some;

import java.util.List;

/// Tests in Java that were made to hold their tongue, as their sources show it.
final class FakedJavaTests {
    private static final String ADD_TWICE = "        assertEquals(0, calc.add(1, -1));\n";

    private FakedJavaTests() {}

    static List<Twins> gone() {
        return List.of(
                refused(
                        "a deleted test class",
                        some().delete(JAVA_TEST),
                        "was deleted",
                        some().delete("src/test/java/acme/Samples.java")),
                refused(
                        "a renamed test class",
                        some().move(JAVA_TEST, "src/test/java/acme/OldCalc.java"),
                        "was renamed",
                        some().move(JAVA_TEST, "src/test/java/acme/SumTest.java")
                                .mayChangeTests("CalcTest")),
                refused(
                        "a test moved out of the test folder",
                        some().move(JAVA_TEST, "attic/CalcTest.java.txt"),
                        "was renamed",
                        some().move(
                                        "src/main/java/acme/Text.java",
                                        "src/main/java/acme/Words.java")),
                refused(
                        "a test in a comment",
                        some().edit(
                                        JAVA_TEST,
                                        "    @Test\n    void subtracts",
                                        "    /* @Test\n    void subtracts")
                                .edit(JAVA_TEST, "isEqualTo(1);\n    }", "isEqualTo(1);\n    } */"),
                        "no longer has subtracts",
                        some().edit(
                                        JAVA_TEST,
                                        "    @Test\n    void subtracts",
                                        "    /* as in school */\n    @Test\n    void subtracts")));
    }

    static List<Twins> emptied() {
        return List.of(
                refused(
                        "a removed assertion",
                        some().edit(JAVA_TEST, ADD_TWICE, ""),
                        "adds had 2 assertions and has 1",
                        some().edit(
                                        JAVA_TEST,
                                        ADD_TWICE,
                                        ADD_TWICE + ADD_TWICE.replace("-1", "-2"))),
                refused(
                        "an assertion in a comment",
                        some().edit(
                                        JAVA_TEST,
                                        ADD_TWICE,
                                        "        // assertEquals(0, calc.add(1, -1));\n"),
                        "adds had 2 assertions and has 1",
                        some().edit(
                                        JAVA_TEST,
                                        ADD_TWICE,
                                        "        // the other way\n" + ADD_TWICE)),
                refused(
                        "an assertion in a string",
                        some().edit(
                                        JAVA_TEST,
                                        ADD_TWICE,
                                        "        var s = \"assertEquals(0, calc.add(1, -1));\";\n"),
                        "adds had 2 assertions and has 1",
                        some().edit(
                                        JAVA_TEST,
                                        ADD_TWICE,
                                        "        var s = \"assert\";\n" + ADD_TWICE)),
                refused(
                        "an assertion that cannot fail",
                        some().edit(
                                        JAVA_TEST,
                                        "assertEquals(3, calc.add(1, 2))",
                                        "assertTrue(true)"),
                        "adds had 2 assertions and has 1",
                        some().edit(
                                        JAVA_TEST,
                                        "        assertEquals(3,",
                                        "        assertTrue(true);\n        assertEquals(3,")),
                refused(
                        "an assertion of something about itself",
                        some().edit(
                                        JAVA_TEST,
                                        "assertEquals(3, calc.add(1, 2))",
                                        "assertEquals(3, 3)"),
                        "adds had 2 assertions and has 1",
                        some().edit(JAVA_TEST, "new Calc()", "new acme.Calc()")),
                refused(
                        "only not null",
                        some().edit(
                                        JAVA_TEST,
                                        "assertThat(calc.subtract(3, 2)).isEqualTo(1);",
                                        "assertNotNull(calc.subtract(3, 2));"),
                        "subtracts had 1 assertion and has 0",
                        some().edit(
                                        JAVA_TEST,
                                        "assertThat(calc.subtract(3, 2)).isEqualTo(1);",
                                        "assertNotNull(calc);\n        assertThat(calc.subtract(3, 2)).isEqualTo(1);")),
                refused(
                        "a helper that no longer asserts",
                        some().edit(JAVA_TEST, "assertEquals(2, two);", ""),
                        "had 4 assertions and has 3",
                        some().edit(JAVA_TEST, "int two", "int quotient")
                                .edit(JAVA_TEST, "(2, two)", "(2, quotient)")
                                .mayChangeTests(JAVA_TEST)));
    }

    static List<Twins> disabled() {
        return List.of(
                refused(
                        "a disabled test",
                        some().edit(
                                        JAVA_TEST,
                                        "@Test\n    void adds",
                                        "@Disabled(\"flaky\")\n    @Test\n    void adds"),
                        "newly disabled or skipped",
                        some().edit(
                                        JAVA_TEST,
                                        "@Test\n    void adds",
                                        "@Timeout(5)\n    @Test\n    void adds")),
                refused(
                        "a disabled class",
                        some().edit(
                                        JAVA_TEST,
                                        "class CalcTest",
                                        "@org.junit.Ignore\nclass CalcTest"
                                                .replace("org.junit.", "")),
                        "newly disabled or skipped",
                        some().edit(
                                        JAVA_TEST,
                                        "class CalcTest",
                                        "@Tag(\"Ignore\")\nclass CalcTest")),
                refused(
                        "an assumption that never holds",
                        some().edit(
                                        JAVA_TEST,
                                        "void adds() {",
                                        "void adds() {\n        assumeTrue(false);"),
                        "a new condition",
                        some().edit(
                                        JAVA_TEST,
                                        "    private static void",
                                        "    @Test\n    void reads() {\n        assumeTrue(hasGit());\n        assertEquals(1, 1 + 0);\n    }\n\n    private static void")),
                refused(
                        "a new test that is disabled from the start",
                        some().write(
                                        "src/test/java/acme/NewTest.java",
                                        "class NewTest {\n    @Disabled\n    @Test\n    void works() {}\n}\n"),
                        "newly disabled or skipped",
                        some().write(
                                        "src/test/java/acme/NewTest.java",
                                        "class NewTest {\n    @Test\n    void works() {}\n}\n")));
    }

    static List<Twins> changed() {
        return List.of(
                reviewed(
                        "an expectation turned round",
                        some().edit(JAVA_TEST, "assertEquals(3, calc", "assertEquals(4, calc"),
                        "changes what a test asserts: assertEquals(4, calc.add(1, 2))"
                                .replace("4", "3"),
                        some().edit(JAVA_TEST, "assertEquals(3, calc", "assertEquals(4, calc")
                                .mayChangeTests("src/test/java/acme/*.java")),
                reviewed(
                        "an expectation loosened",
                        some().edit(JAVA_TEST, "isEqualTo(1)", "isLessThan(100)"),
                        "changes what a test asserts: assertThat(calc.subtract(3, 2)).isEqualTo(1)",
                        some().edit(
                                        JAVA_TEST,
                                        "2)).isEqualTo(1)",
                                        "2))\n                .isEqualTo(1)")),
                reviewed(
                        "an early return",
                        some().edit(
                                        JAVA_TEST,
                                        "void adds() {",
                                        "void adds() {\n        if (calc != null) return;"),
                        "may return early",
                        some().edit(
                                        JAVA_TEST,
                                        "void adds() {",
                                        "void adds() {\n        // return;")));
    }
}
