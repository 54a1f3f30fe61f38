package ai.avyay.gates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTailTest {
    @Test
    void compiler_errors_come_first_and_without_colours() {
        var log =
                """
                [INFO] Scanning for projects...
                [\u001b[1;31mERROR\u001b[m] COMPILATION ERROR :
                [\u001b[1;31mERROR\u001b[m] src/main/java/A.java:[3,5] cannot find symbol
                [ERROR] Re-run Maven using the -X switch to enable full debug logging.
                [ERROR] For more information about the errors and possible solutions, please read
                """;
        assertThat(LogTail.findings(log))
                .containsExactly(
                        "[ERROR] src/main/java/A.java:[3,5] cannot find symbol",
                        "[ERROR] COMPILATION ERROR :");
    }

    @Test
    void errors_of_other_compilers_are_seen() {
        var log =
                "a.go:3:5: undefined: x\nsrc/a.ts(3,5): error TS2304: Cannot find name 'x'.\nok\n";
        assertThat(LogTail.findings(log)).hasSize(2);
    }

    @Test
    void without_any_error_the_last_lines_are_told() {
        var log = "line\n".repeat(50) + "\nwent wrong somehow\n";
        assertThat(LogTail.findings(log)).contains("went wrong somehow");
    }

    @Test
    void an_empty_log_tells_nothing() {
        assertThat(LogTail.findings("\n\n")).isEmpty();
    }
}
