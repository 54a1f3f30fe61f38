package ai.avyay.gates;

import static ai.avyay.gates.Twins.refused;
import static ai.avyay.gates.Work.none;
import static ai.avyay.gates.Work.some;

import java.util.List;

/// Changes that do not hold what was asked for, or reach beyond it.
final class FakedChanges {
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
}
