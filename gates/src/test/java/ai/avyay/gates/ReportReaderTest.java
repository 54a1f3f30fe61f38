package ai.avyay.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportReaderTest {
    private static Report read(String text) {
        return ReportReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static TestResult only(Report report) {
        assertThat(report).isInstanceOf(Report.Tests.class);
        return ((Report.Tests) report).results().values().iterator().next();
    }

    @Test
    void jacoco_sums_up_at_its_root_and_names_a_type_that_is_not_fetched() {
        var report =
                """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
                <report name="calc"><package name="acme"><counter type="LINE" missed="90" covered="1"/></package>
                <counter type="BRANCH" missed="1" covered="9"/><counter type="LINE" missed="1" covered="2"/></report>
                """;
        assertThat(read(report)).isEqualTo(new Report.Coverage(2, 3));
        assertThat(new Report.Coverage(2, 3).percent()).isEqualTo(66);
    }

    @Test
    void cobertura_says_its_sum_or_is_counted() {
        assertThat(read("<coverage line-rate=\"0.5\" lines-covered=\"5\" lines-valid=\"10\"/>"))
                .isEqualTo(new Report.Coverage(5, 10));
        assertThat(
                        read(
                                "<coverage line-rate=\"1\"><class><lines><line number=\"1\" hits=\"3\"/>"
                                        + "<line number=\"2\" hits=\"0\"/></lines></class></coverage>"))
                .isEqualTo(new Report.Coverage(1, 2));
        assertThat(read("<coverage clover=\"4\"/>")).isEqualTo(new Report.Foreign());
    }

    @Test
    void lcov_counts_lines_or_believes_their_sum() {
        assertThat(read("TN:\nSF:a.js\nDA:1,5\nDA:2,0\nLF:9\nLH:9\nend_of_record\n"))
                .isEqualTo(new Report.Coverage(1, 2));
        assertThat(read("SF:a.js\nLF:10\nLH:7\nend_of_record\n"))
                .isEqualTo(new Report.Coverage(7, 10));
        assertThat(read("SF:a.js\nDA:1,5\n")).isInstanceOf(Report.Broken.class);
    }

    @Test
    void sarif_takes_the_level_of_the_rule_and_leaves_out_what_is_no_complaint() {
        var report =
                """
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"rules": [
                  {"id": "r0", "defaultConfiguration": {"level": "error"}}, {"id": "r1"}]}},
                 "results": [
                  {"ruleIndex": 0, "message": {"text": "a"}},
                  {"ruleId": "r1", "message": {"text": "b"}, "partialFingerprints": {"x": "1"}},
                  {"ruleId": "r1", "kind": "pass", "message": {"text": "c"}},
                  {"ruleId": "r1", "level": "note", "message": {"text": "d"}},
                  {"ruleId": "r1", "suppressions": [{"kind": "external"}], "message": {"text": "e"}}]}]}
                """;
        assertThat(((Report.Scan) read(report)).alerts())
                .extracting(Report.Alert::level)
                .containsExactly(
                        Report.Alert.Level.ERROR,
                        Report.Alert.Level.WARNING,
                        Report.Alert.Level.NOTE);
    }

    @Test
    void a_known_complaint_at_another_line_is_not_new_and_its_copy_is() {
        var alert =
                new Report.Alert(Report.Alert.Level.ERROR, "r", "file:///w/1/src/A.java", "m", "t");
        var moved =
                new Report.Alert(Report.Alert.Level.ERROR, "r", "file:///w/2/src/A.java", "m", "u");
        var base = Optional.of(new Report.Scan(List.of(alert)));
        var now = Optional.of(new Report.Scan(List.of(moved, moved)));
        var fresh = NewAlerts.of(now, base, path -> path.replaceFirst(".*/src/", "src/"));
        assertThat(fresh.alerts()).containsExactly(moved);
        assertThat(fresh.score()).isEqualTo(90);
    }

    @Test
    void a_test_is_named_by_its_class_and_a_failure_by_its_first_own_line() {
        var result =
                only(
                        read(
                                """
                                <testsuites><testsuite name="s"><testcase classname="a.FooTest" name="adds" file="x.py">
                                <failure message="no &lt;3&gt;" type="E">org.E: no
                                at org.junit.jupiter.api.Assertions.fail(Assertions.java:1)
                                at a.Foo.add(Foo.java:9)
                                at a.FooTest.adds(FooTest.java:12)</failure></testcase></testsuite></testsuites>
                                """));
        assertThat(result.key()).isEqualTo("a.FooTest#adds");
        assertThat(result.file()).contains("x.py");
        assertThat(result.message()).isEqualTo("no <3> (a.FooTest.adds(FooTest.java:12))");
    }

    @Test
    void a_test_without_a_class_is_named_by_its_suite() {
        assertThat(only(read("<testsuite name=\"pkg\"><testcase name=\"x\"/></testsuite>")).key())
                .isEqualTo("pkg#x");
    }

    @Test
    void hashes_and_temporary_folders_do_not_make_another_test() {
        var one =
                "<testsuite><testcase classname=\"A\" name=\"[1] Foo@1a2b3c /tmp/x1\"/></testsuite>";
        var two =
                "<testsuite><testcase classname=\"A\" name=\"[1] Foo@99aa00 /tmp/y2\"/></testsuite>";
        assertThat(only(read(one)).key()).isEqualTo(only(read(two)).key());
    }

    @Test
    void what_xml_forbids_is_dropped() {
        var text = "<testsuite><testcase classname=\"A\" name=\"x&#27;[31m\u0001y\"/></testsuite>";
        assertThat(only(read(text)).key()).isEqualTo("A#x[31my");
    }

    @Test
    void another_encoding_is_read() {
        var text =
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><testsuite><testcase name=\"ü\"/></testsuite>";
        assertThat(only(ReportReader.read(text.getBytes(Charset.forName("ISO-8859-1")))).key())
                .isEqualTo("ü");
    }

    @Test
    void entities_are_neither_expanded_nor_fetched() {
        var secret =
                "<!DOCTYPE t [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><testsuite><testcase name=\"a\"><failure>&e;</failure></testcase></testsuite>";
        assertThat(read(secret).toString()).doesNotContain("root:");
        var bomb = new StringBuilder("<!DOCTYPE t [<!ENTITY a0 \"ha\">");
        for (var i = 1; i < 40; i++) {
            bomb.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        bomb.append("]><testsuite><testcase name=\"&a39;\"/></testsuite>");
        assertThat(read(bomb.toString()).toString().length()).isLessThan(1_000);
    }

    @Test
    void depth_has_a_bound() {
        var deep = "<testsuite>" + "<properties>".repeat(100_000);
        assertThat(read(deep)).isInstanceOf(Report.Broken.class);
        assertThat(read("{\"runs\":" + "[".repeat(100_000))).isInstanceOf(Report.Broken.class);
    }

    @Test
    void other_files_are_of_another_kind() {
        assertThat(read("<html></html>")).isEqualTo(new Report.Foreign());
        assertThat(read("{\"a\": 1}")).isEqualTo(new Report.Foreign());
        assertThat(read("hello")).isEqualTo(new Report.Foreign());
        assertThat(read(" \n")).isInstanceOf(Report.Broken.class);
    }
}
