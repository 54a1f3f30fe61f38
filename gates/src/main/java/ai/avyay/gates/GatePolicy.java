package ai.avyay.gates;

import java.util.List;
import java.util.stream.Stream;

/// What may be in a change at all, whatever the task.
///
/// @param forbidden globs of files that no attempt may change
/// @param selfExecuting globs of files that tools execute by themselves; a change needs a review
/// @param reviewed globs of further files whose change needs a review
/// @param protects globs that stand for a check which names no `protects` of its own
/// @param droppings what does not belong into a repository
public record GatePolicy(
        List<String> forbidden,
        List<String> selfExecuting,
        List<String> reviewed,
        List<String> protects,
        Droppings droppings) {
    public GatePolicy {
        forbidden = List.copyOf(forbidden);
        selfExecuting = List.copyOf(selfExecuting);
        reviewed = List.copyOf(reviewed);
        protects = List.copyOf(protects);
    }

    /// Files that work leaves behind by accident. Declared deliverables are never droppings.
    ///
    /// @param largestFile in bytes
    /// @param binaries globs of binary files that may be added
    /// @param outputs globs of what builds and tools leave behind
    public record Droppings(long largestFile, List<String> binaries, List<String> outputs) {
        public Droppings {
            binaries = List.copyOf(binaries);
            outputs = List.copyOf(outputs);
            if (largestFile < 1) {
                throw new IllegalArgumentException(
                        "the largest file must be at least 1 byte, not " + largestFile);
            }
        }
    }

    /// This policy, and what `more` says besides: its globs come on top, its limit counts instead.
    ///
    /// A glob of `more` that begins with `!` lets through what this policy stops; among those of
    /// files to be reviewed it also means those that tools execute.
    public GatePolicy and(GatePolicy more) {
        return new GatePolicy(
                both(forbidden, more.forbidden),
                both(both(selfExecuting, more.selfExecuting), exceptions(more.reviewed)),
                both(reviewed, more.reviewed),
                both(protects, more.protects),
                new Droppings(
                        more.droppings.largestFile,
                        both(droppings.binaries, more.droppings.binaries),
                        both(droppings.outputs, more.droppings.outputs)));
    }

    private static List<String> exceptions(List<String> globs) {
        return globs.stream().filter(glob -> glob.startsWith("!")).toList();
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    public static final GatePolicy DEFAULT =
            new GatePolicy(
                    List.of("avyay.yaml", "avyay.yml", "playbooks/**", ".avyay/**"),
                    List.of(
                            "**/{.github,.githooks,.git-hooks,.gitlab,.gitea,.forgejo}/**",
                            "**/{.gitattributes,.gitmodules,.gitconfig,.gitlab-ci.yml}",
                            "**/{.claude,.codex,.gemini,.qwen,.opencode,.cursor}/**",
                            "**/{.mcp.json,opencode.json,.aider.conf.yml}",
                            "**/{.envrc,.npmrc,.yarnrc.yml,.pre-commit-config.yaml}",
                            "**/{.vscode,.idea,.devcontainer,.husky,.circleci,.mvn,.cargo}/**",
                            "**/Jenkinsfile",
                            ".ci/**"),
                    List.of(),
                    List.of(
                            "**/{pom.xml,mvnw,gradlew,build.gradle*,settings.gradle*}",
                            "**/gradle.properties",
                            "**/{junit-platform.properties,testng.xml}",
                            "**/META-INF/services/org.junit.*",
                            "**/{package.json,.mocharc*,.nycrc*}",
                            "**/{jest,vitest,playwright,karma,cypress}.config.*",
                            "**/{pytest.ini,pyproject.toml,tox.ini,setup.cfg,conftest.py}",
                            "**/{noxfile.py,sitecustomize.py,.coveragerc}",
                            "**/{go.mod,Cargo.toml,build.rs,CMakeLists.txt}",
                            "**/{Makefile,makefile,GNUmakefile,justfile,Taskfile.yml}"),
                    new Droppings(
                            5L << 20,
                            List.of(
                                    "{docs,doc}/**",
                                    "**/{resources,assets,static,public,images,fonts}/**",
                                    "**/{testdata,fixtures,__snapshots__}/**"),
                            List.of(
                                    "**/{node_modules,__pycache__,.pytest_cache,.gradle}/**",
                                    "**/{.venv,venv,.tox,.mypy_cache,.ruff_cache}/**",
                                    "**/target/{classes,test-classes,surefire-reports}/**",
                                    "**/target/{maven-status,generated-sources,site}/**",
                                    "**/build/{classes,test-results,libs,reports,tmp}/**",
                                    "**/*.{class,pyc,o,obj,swp,orig,rej}",
                                    "**/{.DS_Store,Thumbs.db,nohup.out,.coverage}")));
}
