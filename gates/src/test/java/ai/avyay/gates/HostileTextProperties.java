package ai.avyay.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever an agent's program writes, reading it ends and what is shown of it is plain.
class HostileTextProperties {
    @Provide
    Arbitrary<String> soups() {
        return Arbitraries.of(
                        "<testsuite name=\"a\">",
                        "</testsuite>",
                        "<testcase name=\"b\"",
                        ">",
                        "/>",
                        "<failure>",
                        "<![CDATA[",
                        "]]>",
                        "<!DOCTYPE a [",
                        "<!ENTITY b \"c\">",
                        "&b;",
                        "&#0;",
                        "&#x1f;",
                        "<?xml version=\"1.0\" encoding=\"_\"?>",
                        "{\"version\":\"2.1.0\",",
                        "\"runs\":[",
                        "{\"results\":[{",
                        "]}",
                        "SF:a\n",
                        "DA:1,1\n",
                        "DA:,\n",
                        "LF:99999999999999999999\n",
                        "end_of_record\n",
                        "\u0000",
                        "\u001b[31m",
                        "\u202e",
                        "ü",
                        "\ud83d\ude00",
                        "\n",
                        " ",
                        "<report>",
                        "<counter type=\"LINE\" missed=\"-5\" covered=\"9\"/>",
                        "<coverage line-rate=\"x\">")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> sources() {
        return Arbitraries.of(
                        "@Test",
                        " void a() {",
                        "}",
                        "(",
                        ")",
                        "\"",
                        "'",
                        "`",
                        "\"\"\"",
                        "'''",
                        "//",
                        "/*",
                        "*/",
                        "#",
                        "\n",
                        "\\",
                        " ",
                        "def test_a():\n",
                        "    assert x\n",
                        "it('a', () => {",
                        "it.each([1])('b', f)",
                        "func TestA(t *testing.T) {",
                        "assertEquals(1, 1);",
                        "expect(a).toBe(b)",
                        "t.Fatal()",
                        "=",
                        ";",
                        "@Disabled")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Property
    void every_report_is_read_to_some_end(@ForAll("soups") String text) {
        var report = ReportReader.read(text.getBytes(StandardCharsets.UTF_8));
        if (report instanceof Report.Coverage coverage) {
            assertThat(coverage.percent()).isBetween(0, 100);
        }
    }

    @Property
    void bytes_of_any_kind_are_read_to_some_end(@ForAll byte[] bytes) {
        assertThat(ReportReader.read(bytes)).isNotNull();
    }

    @Property
    void a_line_is_short_and_shows_what_it_holds(@ForAll("soups") String text, @ForAll String any) {
        var line = Plain.line(text + any);
        assertThat(line.length()).isLessThanOrEqualTo(Plain.LINE);
        assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }

    @Property
    void findings_of_a_log_are_few_and_short(@ForAll List<String> lines) {
        var findings = LogTail.findings(String.join("\n", lines));
        assertThat(findings).hasSizeLessThanOrEqualTo(10);
        assertThat(findings).allMatch(line -> line.length() <= Plain.LINE);
    }

    @Property
    void blanking_keeps_every_line_where_it_was(@ForAll("sources") String text) {
        for (var syntax : SourceText.Syntax.values()) {
            var source = SourceText.of(text, syntax);
            assertThat(source.code()).hasSameSizeAs(text);
            assertThat(lineEnds(source.code())).isEqualTo(lineEnds(text));
            assertThat(lineEnds(source.statements())).isEqualTo(lineEnds(text));
        }
    }

    private static List<Integer> lineEnds(String text) {
        return IntStream.range(0, text.length())
                .filter(at -> text.charAt(at) == '\n')
                .boxed()
                .collect(Collectors.toList());
    }

    @Property
    void a_test_file_is_never_weaker_than_itself(@ForAll("sources") String text) {
        for (var language : TestLanguage.values()) {
            var one = TestSource.of(text, language);
            var two = TestSource.of(text, language);
            assertThat(two.assertions()).isEqualTo(one.assertions());
            assertThat(two.tests()).isEqualTo(one.tests());
            assertThat(one.tests().values())
                    .allMatch(span -> span.from() <= span.to() && span.to() <= text.length());
        }
    }
}
