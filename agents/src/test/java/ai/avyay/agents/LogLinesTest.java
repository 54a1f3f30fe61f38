package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLinesTest {
    @TempDir private Path folder = Path.of("/");

    private List<String> lines(byte[] log) throws IOException {
        var lines = new ArrayList<String>();
        LogLines.each(Files.write(folder.resolve("log"), log), lines::add);
        return lines;
    }

    @Test
    void a_last_line_without_its_end_is_heard_too() throws IOException {
        assertThat(lines("one\r\n\ntwo".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("one", "", "two");
    }

    @Test
    void bytes_that_are_no_text_are_replaced() throws IOException {
        assertThat(lines(new byte[] {'a', (byte) 0xff, 'b', '\n'})).containsExactly("a\ufffdb");
    }

    @Test
    void of_a_line_without_end_only_the_start_is_kept() throws IOException {
        var huge = new byte[LogLines.LONGEST_LINE + 1000];
        Arrays.fill(huge, (byte) 'x');
        huge[huge.length - 2] = '\n';
        assertThat(lines(huge))
                .satisfiesExactly(
                        line -> assertThat(line).hasSize(LogLines.LONGEST_LINE),
                        line -> assertThat(line).isEqualTo("x"));
    }

    @Test
    void a_log_that_is_not_there_says_so() {
        var lines = new ArrayList<String>();
        LogLines.each(folder.resolve("absent"), lines::add);
        assertThat(lines).singleElement().asString().contains("cannot be read");
    }
}
