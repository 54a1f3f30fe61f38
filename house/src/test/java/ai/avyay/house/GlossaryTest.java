package ai.avyay.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One word for one thing: `docs/glossary.md` and the names of the types agree.
class GlossaryTest {
    private static final Pattern TYPE = Pattern.compile("`(\\w+)`");
    private static final Pattern WORD = Pattern.compile("[A-Z][a-z0-9]*");

    /// A line of the glossary.
    private record Entry(String word, List<String> types, List<String> refused) {
        static Entry of(String line) {
            var cells = line.split("\\|", -1);
            return new Entry(
                    cells[1].strip(),
                    TYPE.matcher(cells[3]).results().map(match -> match.group(1)).toList(),
                    Arrays.stream(cells[4].split(","))
                            .map(String::strip)
                            .filter(word -> !word.isEmpty())
                            .toList());
        }
    }

    private static List<Entry> entries() throws IOException {
        return Files.readAllLines(WorkTree.here().root().resolve("docs/glossary.md")).stream()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(Entry::of)
                .toList();
    }

    private static Stream<String> names() {
        return Classes.MAIN.stream()
                .filter(type -> !type.isAnonymousClass())
                .map(JavaClass::getSimpleName);
    }

    @Test
    void every_word_has_its_type() throws IOException {
        var names = names().collect(Collectors.toSet());
        assertThat(entries())
                .hasSizeGreaterThan(15)
                .allSatisfy(entry -> {
                    assertThat(entry.types()).as(entry.word()).isNotEmpty();
                    assertThat(names).as(entry.word()).containsAll(entry.types());
                });
    }

    @Test
    void no_type_is_named_by_a_word_that_is_not_used() throws IOException {
        var refused =
                entries().stream()
                        .flatMap(entry -> entry.refused().stream())
                        .collect(Collectors.toSet());
        assertThat(refused).hasSizeGreaterThan(10);
        assertThat(names().filter(name -> words(name).anyMatch(refused::contains))).isEmpty();
    }

    private static Stream<String> words(String name) {
        return WORD.matcher(name)
                .results()
                .map(MatchResult::group)
                .map(word -> word.toLowerCase(Locale.ROOT));
    }
}
