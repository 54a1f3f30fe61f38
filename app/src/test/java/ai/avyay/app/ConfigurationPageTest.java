package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/configuration.md` and the reader know the same keys.
class ConfigurationPageTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_A-Z.]+)` \\|");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\\n(.*?)```");

    private static String page(String name) throws IOException {
        return Files.readString(DOCS.resolve(name));
    }

    @Test
    void every_key_stands_in_the_page_and_no_other() throws IOException {
        var documented =
                ROW.matcher(page("configuration.md"))
                        .results()
                        .map(match -> match.group(1).replaceAll("[A-Z]+", "NAME"))
                        .collect(Collectors.toCollection(TreeSet::new));
        var read = new TreeSet<>(keys("", ConfigurationFile.class).toList());
        // Also written as a plain number.
        read.add("resources.NAME");
        assertThat(documented).isEqualTo(read);
    }

    /// The keys below `prefix` that hold no further keys.
    private static Stream<String> keys(String prefix, Class<?> shape) {
        return Arrays.stream(shape.getRecordComponents())
                .flatMap(component -> below(prefix + name(component), component.getGenericType()));
    }

    private static Stream<String> below(String key, Type type) {
        if (type instanceof ParameterizedType held) {
            var inner = held.getActualTypeArguments()[held.getActualTypeArguments().length - 1];
            if (held.getRawType() == Map.class) {
                return below(key + ".NAME", inner);
            }
            return held.getRawType() == Optional.class ? below(key, inner) : Stream.of(key);
        }
        var shape = (Class<?>) type;
        return shape.isRecord() && shape != ByteCount.class
                ? keys(key + ".", shape)
                : Stream.of(key);
    }

    private static String name(RecordComponent component) {
        return component.getName().equals("standard")
                ? "default"
                : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void every_example_can_be_read() throws IOException {
        var programs =
                new Programs(List.of("claude", "codex", "shell"), List.of("claude", "shell"));
        var examples = 0;
        for (var name : Set.of("configuration.md", "guides/add-a-check.md")) {
            for (var example : EXAMPLE.matcher(page(name)).results().toList()) {
                new ConfigurationReader(programs).read(name, example.group(1));
                examples++;
            }
        }
        assertThat(examples).isGreaterThan(3);
    }
}
