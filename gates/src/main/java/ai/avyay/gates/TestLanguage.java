package ai.avyay.gates;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// How tests look in a language: rules of thumb, the same for a file before and after a change.
enum TestLanguage {
    JVM(
            SourceText.Syntax.TEXT_BLOCKS,
            "(?:.*/)?(?:(?:src/\\w*[tT]est\\w*/)(?:.*/)?[^/]+|Test[A-Z]\\w*"
                    + "|\\w*(?:Test|Tests|TestCase|IT|Spec))\\.(?:java|kt|groovy|scala)",
            "\\b\\w{0,40}(?:[aA]ssert|[eE]xpect|[vV]erif[iy]|[sS]hould|[fF]ail)\\w{0,60}\\s?\\(|\\bshould\\w{1,40}\\b|\\bassert\\s",
            "\\bassert(?:True\\(\\s?true|False\\(\\s?false|NotNull\\(|That\\([^()]{0,80}\\)\\s?;)"
                    + "|\\.isNotNull\\(\\)\\s?;|\\bassert(?:Equals|Same)\\(\\s?([\\w.\"]{1,60})\\s?,\\s?\\1\\s?\\)",
            "@(?:Disabled|Ignore)\\b|\\benabled\\s?=\\s?false",
            "\\bassum(?:e|ing)\\w{0,30}\\s?\\(|@(?:Enabled|Disabled)(?:If|On|For)\\w{0,40}|\\bTestAbortedException\\b|\\bSkipException\\b"),
    PYTHON(
            SourceText.Syntax.HASH,
            "(?:.*/)?(?:test_[^/]*|[^/]*_test|tests?)\\.py|(?:.*/)?tests?/(?:.*/)?[^/]*\\.py",
            "\\bassert\\w{0,60}\\b|\\b(?:raises|fail|warns)\\s?\\(",
            "\\bassert\\s(?:True|1|not False|not None)\\s*(?:$|,)|\\bassertTrue\\(\\s?True|\\bassertIsNotNone\\("
                    + "|\\bassert [\\w.()]{1,80} is not None\\s*$|\\bassert ([\\w.]{1,60})\\s?==\\s?\\1\\s*$",
            "\\bmark\\.(?:skip|xfail)\\b|@(?:unittest\\.)?skip\\b|\\b__test__\\s?=\\s?False|\\bcollect_ignore"
                    + "|\\bdef test\\w{0,80}\\([^()\\n]{0,200}\\)[^:\\n]{0,60}:\\s{1,80}(?:pytest\\.skip|self\\.skipTest)\\s?\\(",
            "\\b(?:skipif|skipIf|skipUnless|importorskip|skipTest)\\b|\\bpytest\\.skip\\s?\\("),
    SCRIPT(
            SourceText.Syntax.BACKTICKS,
            "(?:.*/)?[^/]+[._-](?:test|spec)\\.[cm]?[jt]sx?|(?:.*/)?(?:__tests__|tests?|spec)/(?:.*/)?[^/]+\\.[cm]?[jt]sx?",
            "\\b(?:expect|assert)\\w{0,40}(?:\\.\\w{1,40})?\\s?\\(|\\.should\\b|\\bt\\.(?:is|not|deepEqual|true|false|throws|equal|same|ok)\\s?\\(",
            "\\bexpect\\(\\s?(true|1|\"[^\"]{0,40}\")\\s?\\)\\s?\\.(?:toBe|toEqual)\\(\\s?\\1\\s?\\)|\\.toBeDefined\\(|\\.toBeTruthy\\("
                    + "|\\.not\\.(?:toBeNull|toBeUndefined)\\(|\\bassert(?:\\.ok)?\\(\\s?true\\b|\\bexpect\\([^()]{0,80}\\)\\s?;",
            "\\b(?:it|test|describe|context|suite)\\.(?:skip|todo|failing|only|fixme)\\b|\\b(?:xit|xtest|xdescribe|xcontext|fit|fdescribe)\\s?\\(",
            "\\bthis\\.skip\\s?\\(|\\.(?:skipIf|runIf)\\s?\\(|\\bt\\.skip\\s?\\("),
    GO(
            SourceText.Syntax.BACKTICKS,
            "(?:.*/)?[^/]+_test\\.go",
            "\\b[tb]\\.(?:Errorf?|Fatalf?|Fail|FailNow)\\s?\\(|\\b(?:assert|require)\\.\\w{1,40}\\s?\\(",
            "\\b(?:assert|require)\\.(?:NotNil|True\\(\\w{1,10},\\s?true)",
            "\\bfunc Test\\w{0,80}\\([^()\\n]{0,80}\\)\\s{0,3}\\{\\s{1,80}t\\.Skip\\w{0,3}\\s?\\(",
            "\\bt\\.(?:Skip|SkipNow|Skipf)\\s?\\(|\\btesting\\.Short\\s?\\(");

    private static final Pattern ANY_TEST =
            Pattern.compile("(?:.*/)?(?:[^/]*[._-](?:test|tests|spec)|test_[^/]*)\\.\\w{1,6}");

    private static final Pattern FOLDER =
            Pattern.compile("(?:.*/)?(?:src/\\w*[tT]est\\w*|tests?|__tests__|spec)/.*");

    final SourceText.Syntax syntax;
    final Pattern path;
    final Pattern assertion;

    /// Assertions that nearly nothing can fail.
    final Pattern hollow;

    /// What keeps a test from running, always.
    final Pattern skip;

    /// What keeps a test from running under a condition.
    final Pattern condition;

    TestLanguage(
            SourceText.Syntax syntax,
            String path,
            String assertion,
            String hollow,
            String... skips) {
        this.syntax = syntax;
        this.path = Pattern.compile(path);
        this.assertion = Pattern.compile(assertion);
        this.hollow = Pattern.compile(hollow, Pattern.MULTILINE);
        this.skip = Pattern.compile(skips[0]);
        this.condition = Pattern.compile(skips[1]);
    }

    /// The language of a file that lies where tests lie.
    static Optional<TestLanguage> of(String path) {
        return Arrays.stream(values())
                .filter(language -> language.path.matcher(path).matches())
                .findFirst();
    }

    /// Whether a file lies in a folder of tests.
    static boolean inFolder(String path) {
        return FOLDER.matcher(path).matches();
    }

    /// Whether a file is named like a test, in whatever language.
    static boolean named(String path) {
        return ANY_TEST.matcher(path).matches();
    }
}
