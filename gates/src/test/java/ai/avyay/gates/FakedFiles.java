package ai.avyay.gates;

import static ai.avyay.gates.Project.CALC;
import static ai.avyay.gates.Project.JAVA_TEST;
import static ai.avyay.gates.Twins.refused;
import static ai.avyay.gates.Twins.reviewed;
import static ai.avyay.gates.Work.some;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Files that nobody asked for, or that decide what becomes of the work.
final class FakedFiles {
    private static final String CONFLICT =
            "class A {\n<<<<<<< ours\nint a;\n=======\nint b;\n>>>>>>> theirs\n}\n";

    private FakedFiles() {}

    static List<Twins> droppings() {
        var large = "x\n".repeat(3 << 20);
        var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 13};
        return List.of(
                refused(
                        "an absolute link",
                        some().link("docs/hosts", "/etc/hosts"),
                        "leads out of the tree: docs/hosts",
                        some().link("docs/start.md", "../README.md")),
                refused(
                        "a link that climbs out",
                        some().link("docs/up", "../../secrets"),
                        "leads out of the tree: docs/up",
                        some().link("docs/a/b/up", "../../../README.md")),
                refused(
                        "a link that climbs out through another link",
                        some().link("a/b/top", "../..").link("out", "a/b/top/../x"),
                        "leads out of the tree: out",
                        some().link("a/b/top", "../..").link("in", "a/b/top")),
                refused(
                        "a link into git's own folder",
                        some().link("hooks", ".git/hooks"),
                        "leads out of the tree: hooks",
                        some().link("guide", "docs")),
                refused(
                        "a submodule",
                        some().submodule("lib/foreign"),
                        "a submodule was added or changed: lib/foreign",
                        some().write("lib/foreign/README.md", "ours\n")),
                refused(
                        "a huge file",
                        some().write("docs/dump.sql", large),
                        "larger than 5242880 bytes: docs/dump.sql",
                        some().deliverables("docs/dump.sql").write("docs/dump.sql", large)),
                refused(
                        "a binary dropping",
                        some().bytes("screenshot.png", png),
                        "a binary file that no deliverable names: screenshot.png",
                        some().deliverables("logo.png").bytes("logo.png", png)),
                refused(
                        "a compiled program",
                        some().bytes("src/main/java/acme/a.out", (byte) 0x7f, (byte) 'E', (byte) 0),
                        "a binary file",
                        some().bytes("src/main/resources/icon.png", png)),
                refused(
                        "build outputs",
                        some().write("target/classes/acme/x.txt", "x"),
                        "left behind by a build or a tool: target/classes/acme/x.txt",
                        some().write("src/main/java/acme/target/Aim.java", "class Aim {}\n")),
                refused(
                        "a report made up in the tree",
                        some().write("target/surefire-reports/TEST-a.xml", Work.xml("adds")),
                        "left behind by a build or a tool",
                        some().write("src/test/resources/TEST-a.xml", Work.xml("adds"))),
                refused(
                        "installed packages",
                        some().write("web/node_modules/left-pad/index.js", "module.exports = 1\n"),
                        "left behind by a build or a tool",
                        some().write("web/modules/pad.js", "module.exports = 1\n")),
                refused(
                        "conflict markers",
                        some().write(CALC, CONFLICT),
                        "conflict markers were left: " + CALC,
                        some().write("docs/conflicts.md", CONFLICT + "More.\n")),
                refused(
                        "conflict markers of diff3, with Windows line ends",
                        some().write(
                                        CALC,
                                        CONFLICT.replace("=======", "||||||| base\nint c;\n=======")
                                                .replace("\n", "\r\n")),
                        "conflict markers were left",
                        some().write("docs/title.md", "Title\n=======\n\n    <<<<<<< indented\n")));
    }

    static List<Twins> reviews() {
        var encoded = "#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.UTF_8);
        return List.of(
                reviewed(
                        "a workflow",
                        some().write(".github/workflows/ci.yml", "on: push\n"),
                        "tools execute this by themselves: .github/workflows/ci.yml",
                        some().write("docs/github.md", "# GitHub\n")),
                reviewed(
                        "a hook of an agent program, deep inside",
                        some().write("web/.Claude/settings.json", "{}\n"),
                        "tools execute this by themselves: web/.Claude/settings.json",
                        some().write("web/claude/settings.json", "{}\n")),
                reviewed(
                        "a filter for git",
                        some().write(".gitattributes", "* filter=x\n"),
                        "tools execute this by themselves",
                        some().write(".gitignore", "target/\n")),
                reviewed(
                        "a folder of git hooks",
                        some().bytes(".githooks/pre-commit", encoded),
                        "tools execute this by themselves",
                        some().write("docs/githooks/README.md", "None.\n")),
                reviewed(
                        "a server for agent programs",
                        some().write(".mcp.json", "{}\n"),
                        "tools execute this by themselves: .mcp.json",
                        some().write("docs/mcp.json", "{}\n")),
                reviewed(
                        "an environment that shells load",
                        some().write("web/.envrc", "export A=1\n"),
                        "tools execute this by themselves",
                        some().write("web/env.md", "A=1\n")),
                reviewed(
                        "an `exit 0` around the tests",
                        some().checks(Check.of("tests", "sh ./ci/test.sh --all"))
                                .write("ci/test.sh", "#!/bin/sh\nmvn -q verify || exit 0\n"),
                        "decides what the check tests means: ci/test.sh",
                        some().checks(Check.of("tests", "sh ./ci/test.sh --all"))
                                .write("ci/release.sh", "#!/bin/sh\nexit 0\n")),
                reviewed(
                        "failures that no longer count",
                        some().write("pom.xml", "<project><testFailureIgnore/></project>\n"),
                        "decides what the check tests means: pom.xml",
                        some().write("docs/pom.xml.md", "# The build\n")),
                reviewed(
                        "a protected path that is a deliverable as well",
                        some().deliverables("pom.xml")
                                .write("pom.xml", "<project><a/></project>\n"),
                        "decides what the check tests means: pom.xml",
                        some().deliverables("pom.xml")),
                reviewed(
                        "what the check itself protects",
                        some().checks(Check.of("tests", "make").withProtects("docs/rules/**"))
                                .write("docs/rules/a.md", "No rules.\n"),
                        "decides what the check tests means: docs/rules/a.md",
                        some().checks(Check.of("tests", "make").withProtects("docs/rules/**"))
                                .write("pom.xml", "<project><a/></project>\n")),
                reviewed(
                        "a setting that turns tests off",
                        some().write("src/test/resources/junit-platform.properties", "a=b\n"),
                        "decides what the check tests means",
                        some().write("src/test/resources/words.properties", "a=b\n")),
                reviewed(
                        "a test too long to be compared",
                        some().write(JAVA_TEST, Project.JAVA + "// long\n".repeat(20_000)),
                        "too long to be compared",
                        some().write(JAVA_TEST, Project.JAVA + "// short\n")));
    }
}
