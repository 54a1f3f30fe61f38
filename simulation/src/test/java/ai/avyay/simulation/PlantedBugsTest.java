package ai.avyay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The checker is checked: with any bug of `simulation/bugs` planted in the engine, some world
/// breaks a law within a minute.
///
/// Five of them, other ones each day; `-Davyay.bugs=all` takes all, `-Davyay.bugs=NAME,NAME` these.
class PlantedBugsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path BUGS = ROOT.resolve("simulation/bugs");
    private static final int A_DAY = 5;
    private static final int FEWEST = 25;

    @TempDir Path scratch;

    @TestFactory
    Stream<DynamicTest> a_planted_bug_breaks_a_law() throws IOException {
        return chosen().stream()
                .map(bug -> DynamicTest.dynamicTest(bug.name(), () -> isCaught(bug)));
    }

    private void isCaught(PlantedBug bug) throws IOException, InterruptedException {
        var folder = Files.createDirectories(scratch.resolve(bug.name()));
        var caught = bug.caught(ROOT, folder);
        System.out.println(bug.name() + ": " + caught.strip());
        assertThat(caught).as("%s: %s", bug.name(), bug.patch().title()).isNotEmpty();
    }

    private static List<PlantedBug> chosen() throws IOException {
        var all = all();
        var wanted =
                System.getProperty("avyay.bugs", Boolean.getBoolean("avyay.soak") ? "all" : "");
        if (wanted.equals("all")) {
            return all;
        }
        if (!wanted.isEmpty()) {
            var names = Arrays.asList(wanted.split(",", -1));
            return all.stream().filter(bug -> names.contains(bug.name())).toList();
        }
        Collections.shuffle(all, new Random(LocalDate.now(ZoneOffset.UTC).toEpochDay()));
        return all.subList(0, A_DAY);
    }

    private static List<PlantedBug> all() throws IOException {
        var bugs = new ArrayList<PlantedBug>();
        try (var files = Files.list(BUGS)) {
            for (var file : files.sorted().toList()) {
                bugs.add(PlantedBug.read(file));
            }
        }
        return bugs;
    }

    @Test
    void there_are_enough_and_all_of_them_fit_the_sources() throws IOException {
        var bugs = all();
        assertThat(bugs).hasSizeGreaterThanOrEqualTo(FEWEST);
        for (var bug : bugs) {
            var before = new ArrayList<String>();
            var after =
                    bug.patch()
                            .applied(path -> {
                                try {
                                    before.add(Files.readString(ROOT.resolve(path)));
                                    return before.getLast();
                                } catch (IOException absent) {
                                    throw new java.io.UncheckedIOException(absent);
                                }
                            });
            assertThat(after.values())
                    .as(bug.name())
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(before);
            assertThat(bug.patch().title()).as(bug.name()).startsWith("# ");
        }
    }
}
