package ai.avyay.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is in the repository works on any machine.
class MachinePathsTest {
    /// At the start of a path only: `https://host/work/` and `./work/` are nobody's machine.
    private static final Pattern MACHINE =
            Pattern.compile("(?<![\\w.}~-])/(?:(?:work|farm|root)/|home/\\w)");

    private final WorkTree tree = WorkTree.here();

    @Test
    void no_file_names_a_path_of_somebodys_machine() {
        var places = tree.files().stream().flatMap(this::places);
        assertThat(places).as("make it relative, or a variable").isEmpty();
    }

    private Stream<String> places(Path file) {
        var lines = WorkTree.lines(file);
        return IntStream.range(0, lines.size())
                .filter(i -> MACHINE.matcher(lines.get(i)).find())
                .mapToObj(i -> tree.place(file, i + 1) + " " + lines.get(i).strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/work/1",
                "target/work/",
                "${HOME}/work/",
                "/home/$USER"
            })
    void other_paths_are_nobodys_machine(String text) {
        assertThat(MACHINE.matcher(text).find()).isFalse();
    }
}
