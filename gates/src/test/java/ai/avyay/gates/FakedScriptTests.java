package ai.avyay.gates;

import static ai.avyay.gates.Project.GO_TEST;
import static ai.avyay.gates.Project.PYTHON_TEST;
import static ai.avyay.gates.Project.SCRIPT_TEST;
import static ai.avyay.gates.Twins.refused;
import static ai.avyay.gates.Work.some;

import java.util.List;

/// Tests in other languages that were made to hold their tongue, as their sources show it.
final class FakedScriptTests {
    private FakedScriptTests() {}

    static List<Twins> python() {
        return List.of(
                refused(
                        "Python: a deleted test file",
                        some().delete(PYTHON_TEST),
                        "was deleted",
                        some().delete("README.md")),
                refused(
                        "Python: a removed assertion",
                        some().edit(PYTHON_TEST, "    assert add(1, -1) == 0\n", ""),
                        "test_adds had 2 assertions and has 1",
                        some().edit(
                                        PYTHON_TEST,
                                        "    assert add(1, -1) == 0\n",
                                        "    assert add(1, -1) == 0\n    assert add(0, 0) == 0\n")),
                refused(
                        "Python: assert True",
                        some().edit(PYTHON_TEST, "assert add(1, 2) == 3", "assert True"),
                        "test_adds had 2 assertions and has 1",
                        some().edit(PYTHON_TEST, "# halves", "# assert True")),
                refused(
                        "Python: a marked skip",
                        some().edit(
                                        PYTHON_TEST,
                                        "def test_adds",
                                        "@pytest.mark.skip(reason='slow')\ndef test_adds"),
                        "newly disabled or skipped",
                        some().edit(
                                        PYTHON_TEST,
                                        "def test_adds",
                                        "@pytest.mark.timeout(5)\ndef test_adds")),
                refused(
                        "Python: expected to fail",
                        some().edit(
                                        PYTHON_TEST,
                                        "def test_adds",
                                        "@pytest.mark.xfail\ndef test_adds"),
                        "newly disabled or skipped",
                        some().edit(PYTHON_TEST, "# halves", "# was xfail")),
                refused(
                        "Python: a skip inside an old test",
                        some().edit(
                                        PYTHON_TEST,
                                        "def test_adds():\n",
                                        "def test_adds():\n    x = 1\n    pytest.skip('later')\n"),
                        "a new condition",
                        some().edit(
                                        PYTHON_TEST,
                                        "@pytest.mark.param",
                                        "def test_gpu():\n    if not has_gpu():\n        pytest.skip('needs a GPU')\n    assert gpu() == 1\n\n\n@pytest.mark.param")),
                refused(
                        "Python: a renamed test function",
                        some().edit(PYTHON_TEST, "def test_adds", "def check_adds"),
                        "no longer has test_adds",
                        some().edit(PYTHON_TEST, "def test_adds", "def check_adds")
                                .mayChangeTests("test_calc#test_adds")));
    }

    static List<Twins> typeScript() {
        return List.of(
                refused(
                        "TypeScript: it.skip",
                        some().edit(SCRIPT_TEST, "it('adds'", "it.skip('adds'"),
                        "newly disabled or skipped",
                        some().edit(SCRIPT_TEST, "it('adds'", "it.concurrent('adds'")),
                refused(
                        "TypeScript: xit",
                        some().edit(SCRIPT_TEST, "it('adds'", "xit('adds'"),
                        "newly disabled or skipped",
                        some().edit(
                                        SCRIPT_TEST,
                                        "describe('calc'",
                                        "describe('calc', { timeout: 5 }")),
                refused(
                        "TypeScript: only one test runs",
                        some().edit(SCRIPT_TEST, "it('divides'", "it.only('divides'"),
                        "newly disabled or skipped",
                        some().edit(
                                        SCRIPT_TEST,
                                        "  it('divides'",
                                        "  // it.only('divides')\n  it('divides'")),
                refused(
                        "TypeScript: to be defined is enough",
                        some().edit(
                                        SCRIPT_TEST,
                                        "expect(add(1, 2)).toBe(3)",
                                        "expect(add(1, 2)).toBeDefined()"),
                        "adds had 2 assertions and has 1",
                        some().edit(
                                        SCRIPT_TEST,
                                        "    expect(add(1, 2))",
                                        "    expect(add).toBeDefined();\n    expect(add(1, 2))")),
                refused(
                        "TypeScript: a test without its assertions",
                        some().edit(SCRIPT_TEST, "    expect(divide(6, 3)).toEqual(2);\n", ""),
                        "divides had 1 assertion and has 0",
                        some().edit(
                                        SCRIPT_TEST,
                                        "toEqual(2);\n  });\n",
                                        "toEqual(2);\n  });\n\n  it('halves', () => {\n    expect(divide(1, 2)).toBe(0.5);\n  });\n")),
                refused(
                        "Go: t.Skip",
                        some().edit(
                                        GO_TEST,
                                        "testing.T) {\n\tif got := Add",
                                        "testing.T) {\n\tt.Skip(\"later\")\n\tif got := Add"),
                        "newly disabled or skipped",
                        some().edit(
                                        GO_TEST,
                                        "testing.T) {\n\tif got := Add",
                                        "testing.T) {\n\tt.Parallel()\n\tif got := Add")));
    }

    static List<Twins> others() {
        return List.of(
                refused(
                        "Go: a removed test",
                        some().edit(GO_TEST, "func TestDivide", "func checkDivide"),
                        "no longer has TestDivide",
                        some().edit(
                                        GO_TEST,
                                        "func TestDivide",
                                        "func TestSubtract(t *testing.T) {\n}\n\nfunc TestDivide")),
                refused(
                        "Go: a failure that is only printed",
                        some().edit(GO_TEST, "t.Fatalf(", "t.Logf("),
                        "TestDivide had 1 assertion and has 0",
                        some().edit(GO_TEST, "t.Fatalf(", "t.Logf(\"six\")\n\t\tt.Fatalf(")),
                refused(
                        "an unknown language: a deleted test",
                        some().move(PYTHON_TEST, "x").delete("x"),
                        "was deleted",
                        some().delete("ci/test.sh")
                                .write("ci/test.sh", "#!/bin/sh\nmvn -q verify\n")));
    }
}
