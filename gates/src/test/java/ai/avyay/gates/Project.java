package ai.avyay.gates;

import ai.avyay.gates.RepositoryHub.Entry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The small project that the examples work on: one module and its tests in four languages.
final class Project {
    static final String CALC = "src/main/java/acme/Calc.java";
    static final String JAVA_TEST = "src/test/java/acme/CalcTest.java";
    static final String PYTHON_TEST = "tests/test_calc.py";
    static final String SCRIPT_TEST = "web/calc.test.ts";
    static final String GO_TEST = "go/calc_test.go";

    static final String JAVA =
            """
            package acme;

            import org.junit.jupiter.api.Test;

            class CalcTest {
                private final Calc calc = new Calc();

                @Test
                void adds() {
                    assertEquals(3, calc.add(1, 2));
                    assertEquals(0, calc.add(1, -1));
                }

                @Test
                void subtracts() {
                    assertThat(calc.subtract(3, 2)).isEqualTo(1);
                }

                @Test
                void divides() {
                    check(calc.divide(6, 3));
                }

                private static void check(int two) {
                    assertEquals(2, two);
                }
            }
            """;

    static final String PYTHON =
            """
            import pytest
            from calc import add, divide


            def test_adds():
                assert add(1, 2) == 3
                assert add(1, -1) == 0


            @pytest.mark.parametrize("n", [1, 2])
            def test_divides(n):
                # halves
                assert divide(2 * n, 2) == n
                with pytest.raises(ZeroDivisionError):
                    divide(n, 0)
            """;

    static final String SCRIPT =
            """
            import { add, divide } from './calc';

            describe('calc', () => {
              it('adds', () => {
                expect(add(1, 2)).toBe(3);
                expect(add(1, -1)).toBe(0);
              });

              it('divides', async () => {
                expect(divide(6, 3)).toEqual(2);
              });
            });
            """;

    static final String GO =
            """
            package calc

            import "testing"

            func TestAdd(t *testing.T) {
            \tif got := Add(1, 2); got != 3 {
            \t\tt.Errorf("got %d", got)
            \t}
            }

            func TestDivide(t *testing.T) {
            \tif got := Divide(6, 3); got != 2 {
            \t\tt.Fatalf("got %d", got)
            \t}
            }
            """;

    private Project() {}

    static Map<String, Entry> files() {
        var files = new LinkedHashMap<String, Entry>();
        put(files, "README.md", "# Calc\n\nCounts.\n");
        put(files, "pom.xml", "<project><artifactId>calc</artifactId></project>\n");
        put(files, "ci/test.sh", "#!/bin/sh\nmvn -q verify\n");
        put(
                files,
                "docs/conflicts.md",
                "How a conflict looks:\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n");
        put(files, "avyay.yaml", "checks: {}\n");
        put(
                files,
                CALC,
                "package acme;\n\nclass Calc {\n    int add(int a, int b) {\n        return a + b;\n    }\n}\n");
        put(files, "src/main/java/acme/Text.java", "package acme;\n\nclass Text {}\n");
        put(
                files,
                "src/test/java/acme/Samples.java",
                "package acme;\n\nclass Samples {\n    static final int ONE = 1;\n}\n");
        put(files, JAVA_TEST, JAVA);
        put(files, PYTHON_TEST, PYTHON);
        put(files, SCRIPT_TEST, SCRIPT);
        put(files, GO_TEST, GO);
        return files;
    }

    private static void put(Map<String, Entry> files, String path, String text) {
        files.put(path, Entry.file(text.getBytes(StandardCharsets.UTF_8)));
    }
}
