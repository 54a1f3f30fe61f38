package ai.avyay.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Java files look as google-java-format writes them; here too when Maven's own JDK is too old for
/// it.
class FormatTest {
    private final WorkTree tree = WorkTree.here();
    private final Formatter formatter =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    @Test
    void java_files_are_formatted() throws IOException {
        var places = new ArrayList<String>();
        for (var file : tree.javaFiles()) {
            firstDifference(file).ifPresent(line -> places.add(tree.place(file, line)));
        }
        assertThat(places).as("with JAVA_HOME on a JDK 25, run: mvn spotless:apply").isEmpty();
    }

    private Optional<Long> firstDifference(Path file) throws IOException {
        var written = Files.readString(file);
        try {
            var wanted = formatter.formatSource(written);
            return wanted.equals(written) ? Optional.empty() : Optional.of(line(written, wanted));
        } catch (FormatterException e) {
            return Optional.of((long) e.diagnostics().getFirst().line());
        }
    }

    private static long line(String written, String wanted) {
        var theirs = wanted.lines().toList();
        var ours = written.lines().toList();
        var same = 0;
        while (same < ours.size()
                && same < theirs.size()
                && ours.get(same).equals(theirs.get(same))) {
            same++;
        }
        return same + 1L;
    }
}
