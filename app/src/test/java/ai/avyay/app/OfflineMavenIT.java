package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real Maven: a check that has no network passes once its cache is filled.
///
/// The registry is this machine's own Maven repository, served on loopback; the checked project
/// uses what ours was built with.
@Timeout(600)
class OfflineMavenIT {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final Path REPOSITORY =
            Path.of(
                    System.getProperty(
                            "localRepository",
                            System.getProperty("user.home") + "/.m2/repository"));

    private static final String CALC_TEST =
            """
            package acme;
            import static org.junit.jupiter.api.Assertions.assertEquals;
            import org.junit.jupiter.api.Test;
            class CalcTest { @Test void one() { assertEquals(1, new Calc().one()); } }
            """;

    @TempDir private Path folder;
    private Scratch scratch;

    @BeforeEach
    void found() throws Exception {
        Scratch.assumeContained();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mvn")), "needs maven in /usr/bin");
        assumeTrue(JAVA_HOME.startsWith("/usr"), "needs a JDK below /usr, where checks see it");
        scratch = new Scratch(folder, Map.of("JAVA_HOME", JAVA_HOME.toString()));
    }

    /// A version that our own build uses.
    private static String version(String plugin) throws IOException {
        var found =
                Pattern.compile("<artifactId>" + plugin + "</artifactId>\\s*<version>([^<]+)<")
                        .matcher(ourPom());
        assertThat(found.find()).as(plugin).isTrue();
        return found.group(1);
    }

    private static String junitVersion() throws IOException {
        var found = Pattern.compile("<junit.version>([^<]+)<").matcher(ourPom());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String ourPom() throws IOException {
        return Files.readString(Path.of("..", "pom.xml"));
    }

    private static String plugin(String name) throws IOException {
        return "<plugin><artifactId>%s</artifactId><version>%s</version></plugin>\n"
                .formatted(name, version(name));
    }

    private static String pom() throws IOException {
        return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>acme</groupId><artifactId>calc</artifactId><version>1</version>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
            <dependency>
              <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
              <version>%s</version><scope>test</scope>
            </dependency>
          </dependencies>
          <build><plugins>
          %s</plugins></build>
        </project>
        """
                .formatted(
                        junitVersion(),
                        plugin("maven-resources-plugin")
                                + plugin("maven-compiler-plugin")
                                + plugin("maven-surefire-plugin")
                                + plugin("maven-jar-plugin"));
    }

    @Test
    void a_maven_check_passes_without_network_once_its_cache_is_filled() throws Exception {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var registry =
                SimpleFileServer.createFileServer(
                        loopback, REPOSITORY.toRealPath(), SimpleFileServer.OutputLevel.NONE);
        registry.start();
        try {
            warmAndWork(registry.getAddress().getPort());
        } finally {
            registry.stop(0);
        }
    }

    private void warmAndWork(int port) throws Exception {
        scratch.writeAtHome(
                ".m2/settings.xml",
                "<settings><mirrors><mirror><id>ours</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:%d</url></mirror></mirrors></settings>"
                        .formatted(port));
        // `mvn` finds its JDK by JAVA_HOME, which a check does not get by itself.
        var run = "JAVA_HOME=%s mvn -q -o verify".formatted(JAVA_HOME);
        var configuration =
                """
                integration: { branch: main }
                nodes: { local: { slots: 1, capabilities: [shell] } }
                agents: { default: shell }
                caches: { maven: { files: ["~/.m2/settings.xml"], environment: [JAVA_HOME] } }
                checks: { tests: { run: "%s", required: true, caches: [maven] } }
                """
                        .formatted(run);
        scratch.begin(
                Map.of(
                        Configuration.FILE,
                        configuration,
                        "pom.xml",
                        pom(),
                        "src/main/java/acme/Calc.java",
                        "package acme; class Calc { int one() { return 1; } }\n",
                        "src/test/java/acme/CalcTest.java",
                        CALC_TEST));

        var before = scratch.avyay("up", "--until-idle").output();
        assertThat(before).contains("main itself fails the required check tests");

        scratch.avyay("warm").done();
        scratch.add(
                "tasks: { say: { title: Say, instructions: \"echo done > DONE\", expected_deliverables: [DONE] } }\n");
        assertThat(scratch.avyay("up", "--until-idle").done()).doesNotContain("itself fails");
        assertThat(scratch.git("show", "main:DONE")).isEqualTo("done\n");
        assertThat(scratch.avyay("show", "say", "--json").output()).contains("\"score\" : 100");
    }
}
