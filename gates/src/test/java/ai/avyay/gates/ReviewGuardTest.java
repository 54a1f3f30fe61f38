package ai.avyay.gates;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.QualityReport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files need a person's look by themselves.
class ReviewGuardTest {
    @TempDir private Path folder;

    private QualityReport judged(String path) throws IOException {
        try (var hub = new RepositoryHub(folder.resolve("hub.git"))) {
            return Work.some().write(path, "changed\n").judged(hub, folder.resolve("runs"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".github/workflows/ci.yml",
                ".claude/settings.json",
                "web/.claude/settings.json",
                ".codex/config.toml",
                ".mcp.json",
                ".envrc",
                ".vscode/tasks.json",
                ".husky/pre-commit",
                ".gitattributes",
                "docs/.gitattributes",
                ".GitHub/workflows/ci.yml",
                ".idea/workspace.xml",
                ".mvn/extensions.xml",
                ".cargo/config.toml",
                ".npmrc",
                ".pre-commit-config.yaml",
                "Jenkinsfile"
            })
    void what_tools_execute_by_themselves(String path) throws IOException {
        assertThat(judged(path).reviewReasons())
                .contains("tools execute this by themselves: " + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "module/pom.xml",
                "build.gradle",
                "build.gradle.kts",
                "settings.gradle",
                "gradlew",
                "package.json",
                "jest.config.js",
                "vitest.config.ts",
                "pyproject.toml",
                "tests/conftest.py",
                "tox.ini",
                "go.mod",
                "Cargo.toml",
                "build.rs",
                "Makefile",
                "CMakeLists.txt"
            })
    void what_the_usual_build_tools_are_steered_by(String path) throws IOException {
        assertThat(judged(path).reviewReasons())
                .contains("decides what the check tests means: " + path);
    }

    @Test
    void what_cannot_be_looked_at_because_no_text_holds_its_name() throws IOException {
        assertThat(judged("caf\uDCE9.txt").reviewReasons())
                .containsExactly(
                        "named in another encoding than UTF-8, so not looked through: caf\u00E9.txt");
    }
}
