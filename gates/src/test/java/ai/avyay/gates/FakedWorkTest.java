package ai.avyay.gates;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.QualityReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every known way to look done without being done is seen, and its honest twin is let through.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakedWorkTest {
    private final RepositoryHub hub;
    @TempDir Path folder;

    FakedWorkTest(@TempDir Path repository) throws IOException {
        hub = new RepositoryHub(repository.resolve("hub.git"));
    }

    @AfterAll
    void close() {
        hub.close();
    }

    static List<Twins> corpus() {
        return Stream.of(
                        FakedJavaTests.gone(),
                        FakedJavaTests.emptied(),
                        FakedJavaTests.disabled(),
                        FakedJavaTests.changed(),
                        FakedScriptTests.python(),
                        FakedScriptTests.typeScript(),
                        FakedScriptTests.others(),
                        FakedChanges.deliverables(),
                        FakedChanges.scope(),
                        FakedFiles.droppings(),
                        FakedFiles.reviews(),
                        FakedRuns.missing(),
                        FakedRuns.failing(),
                        FakedRuns.commands(),
                        FakedReports.forged(),
                        FakedReports.broken(),
                        FakedReports.measured())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void faked_work_does_not_pass(Twins twins) throws IOException {
        var report = twins.faked().judged(hub, folder);
        switch (twins.ends()) {
            case REFUSED -> {
                assertThat(report.accepted()).as("%s", report).isFalse();
                assertThat(refusals(report))
                        .anySatisfy(it -> assertThat(it).contains(twins.told()));
            }
            case REVIEWED ->
                    assertThat(report.reviewReasons())
                            .anySatisfy(it -> assertThat(it).contains(twins.told()));
        }
    }

    private static List<String> refusals(QualityReport report) {
        var findings = report.checks().stream().flatMap(check -> check.findings().stream());
        return Stream.concat(report.objections().stream(), findings).toList();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void its_honest_twin_passes(Twins twins) throws IOException {
        var report = twins.honest().judged(hub, folder);
        assertThat(report.accepted()).as("%s", report).isTrue();
        if (twins.ends() == Twins.Ends.REVIEWED) {
            assertThat(report.reviewReasons()).isEmpty();
        }
    }
}
