package ai.avyay.gates;

import static ai.avyay.gates.Project.CALC;
import static ai.avyay.gates.Project.JAVA_TEST;
import static ai.avyay.gates.Twins.refused;
import static ai.avyay.gates.Twins.reviewed;
import static ai.avyay.gates.Work.none;
import static ai.avyay.gates.Work.some;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Changes that do not hold what was asked for, or hold what nobody asked for.
final class FakedChanges {
    private static final String CONFLICT =
            "class A {\n<<<<<<< ours\nint a;\n=======\nint b;\n>>>>>>> theirs\n}\n";

    private FakedChanges() {}

    static List<Twins> deliverables() {
        var api = "docs/api.md";
        return List.of(
                refused(
                        "a missing deliverable",
                        some().deliverables(api),
                        "docs/api.md is missing",
                        some().deliverables(api).write(api, "# API\n")),
                refused(
                        "an empty deliverable",
                        some().deliverables(api).write(api, ""),
                        "docs/api.md is empty",
                        some().deliverables(api).write(api, "x")),
                refused(
                        "a deliverable of white space",
                        some().deliverables(api).write(api, " \n\t\r\n"),
                        "docs/api.md is empty",
                        some().deliverables("./" + api).write(api, " x ")),
                refused(
                        "a deliverable beside its place",
                        some().deliverables(api).write("docs/API.md", "# API\n"),
                        "docs/api.md is missing",
                        some().deliverables(api).write("docs/API.md", "a").write(api, "b")),
                refused(
                        "a folder of empty files",
                        some().deliverables("docs/api/").write("docs/api/.gitkeep", ""),
                        "docs/api is empty",
                        some().deliverables("docs/api/")
                                .write("docs/api/.gitkeep", "")
                                .write("docs/api/a.md", "a")),
                refused(
                        "a folder that only starts alike",
                        some().deliverables("docs/api").write("docs/api2/a.md", "a"),
                        "docs/api is missing",
                        some().deliverables("docs/api").write("docs/api/a/b.md", "a")),
                refused(
                        "a deliverable that points at a file of the machine",
                        some().deliverables("passwd.txt").link("passwd.txt", "/etc/passwd"),
                        "leads out of the tree",
                        some().deliverables("READ.md").link("READ.md", "README.md")),
                refused(
                        "nothing at all",
                        none().without(),
                        "changed nothing",
                        none().without().write("README.md", "# Calc\n\nCounts well.\n")),
                refused(
                        "nothing, while a check that is not required fails",
                        none().checks(Check.of("tests", "x").withStanding(0, false))
                                .before(Work.tests("!adds"))
                                .now(Work.tests("!adds")),
                        "changed nothing",
                        none().deliverables("README.md")),
                refused(
                        "an unknown check",
                        some().asking(a -> a.withChecks(List.of("tests", "tets"))),
                        "no check is called 'tets'; there are: tests",
                        some().asking(a -> a.withChecks(List.of("tests")))));
    }

    static List<Twins> scope() {
        return List.of(
                refused(
                        "an edit out of scope",
                        some().allowed("src/**").write("README.md", "# Mine\n"),
                        "outside of allowed_paths: README.md",
                        some().allowed("src/**")),
                refused(
                        "a file moved out of scope",
                        some().allowed("src/main/**")
                                .move("src/main/java/acme/Text.java", "lib/Text.java"),
                        "outside of allowed_paths",
                        some().allowed("src/main/**", "lib")
                                .move("src/main/java/acme/Text.java", "lib/Text.java")),
                refused(
                        "a file deleted out of scope",
                        some().allowed("src/**").delete("README.md"),
                        "outside of allowed_paths: README.md",
                        some().allowed("src/**").delete("src/main/java/acme/Text.java")),
                refused(
                        "a folder that only starts like the allowed one",
                        some().allowed("src").write("src2/A.java", "class A {}\n"),
                        "outside of allowed_paths: src2/A.java",
                        some().allowed("src").write("src/A.java", "class A {}\n")),
                refused(
                        "beside the deliverable",
                        some().allowed("src/**")
                                .deliverables("docs/api.md")
                                .write("docs/api.md", "a")
                                .write("docs/more.md", "b"),
                        "outside of allowed_paths: docs/more.md",
                        some().allowed("src/**")
                                .deliverables("docs/api.md")
                                .write("docs/api.md", "a")),
                refused(
                        "the engine's configuration",
                        some().write("avyay.yaml", "checks: { tests: { run: \"true\" } }\n"),
                        "no task may change this: avyay.yaml",
                        some().write("docs/avyay.yaml", "checks: {}\n")),
                refused(
                        "the engine's configuration, as a deliverable",
                        some().deliverables("avyay.yaml").write("avyay.yaml", "checks: {}\n# a\n"),
                        "no task may change this: avyay.yaml",
                        some().deliverables("avyay.yaml")),
                refused(
                        "the engine's configuration, in capitals",
                        some().write("Avyay.YAML", "checks: {}\n"),
                        "no task may change this: Avyay.YAML",
                        some().write("avyay.yaml.md", "# How it is configured\n")),
                refused(
                        "the engine's configuration, moved away",
                        some().delete("avyay.yaml").write("old.yaml", "checks: {}\n"),
                        "no task may change this",
                        some().delete("README.md")),
                refused(
                        "a link in the place of the playbooks",
                        some().link("playbooks", "docs"),
                        "no task may change this: playbooks",
                        some().link("guides", "docs")),
                refused(
                        "a playbook",
                        some().write("playbooks/release.yaml", "tasks: []\n"),
                        "no task may change this: playbooks/release.yaml",
                        some().write("docs/playbooks.md", "# Playbooks\n")));
    }

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
