package ai.avyay.house;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The links and the heading anchors of one Markdown page, as GitHub shows it.
record Markdown(List<Link> links, Set<String> anchors) {
    private static final Pattern FENCE = Pattern.compile("\\s*(?:>\\s*)*(```+|~~~+).*");
    private static final Pattern CODE = Pattern.compile("(`+)(?!`).*?(?<!`)\\1(?!`)");
    private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}\\s+(.*?)\\s*#*\\s*");
    private static final Pattern ANCHOR = Pattern.compile("<a\\s+(?:id|name)=\"([^\"]+)\"");
    private static final List<Pattern> LINKS =
            List.of(
                    Pattern.compile("\\]\\(\\s*<?([^\\s)>]+)>?(?:\\s+\"[^\"]*\")?\\s*\\)"),
                    Pattern.compile("^ {0,3}\\[[^\\]]+\\]:\\s*<?(\\S+?)>?(?:\\s|$)"),
                    Pattern.compile("<[^>]*\\s(?:href|src)=\"([^\"]+)\""));

    /// A link's target as written, and its line.
    record Link(int line, String target) {}

    static Markdown of(List<String> lines) {
        var links = new ArrayList<Link>();
        var anchors = new LinkedHashSet<String>();
        var repeats = new HashMap<String, Integer>();
        var prose = withoutFences(lines);
        for (var i = 0; i < prose.size(); i++) {
            var line = prose.get(i);
            var number = i + 1;
            targets(CODE.matcher(line).replaceAll(""))
                    .forEach(target -> links.add(new Link(number, target)));
            ANCHOR.matcher(line).results().forEach(found -> anchors.add(found.group(1)));
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                var slug = slug(heading.group(1));
                var before = repeats.merge(slug, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? slug : slug + "-" + before);
            }
        }
        return new Markdown(List.copyOf(links), Set.copyOf(anchors));
    }

    private static List<String> withoutFences(List<String> lines) {
        var prose = new ArrayList<String>();
        var fence = "";
        for (var line : lines) {
            var mark = FENCE.matcher(line);
            var isMark = mark.matches();
            prose.add(fence.isEmpty() && !isMark ? line : "");
            if (isMark && fence.isEmpty()) {
                fence = mark.group(1);
            } else if (isMark && line.strip().endsWith(fence)) {
                fence = "";
            }
        }
        return prose;
    }

    private static Stream<String> targets(String line) {
        return LINKS.stream()
                .flatMap(pattern -> pattern.matcher(line).results())
                .map(found -> found.group(1));
    }

    /// GitHub's rule: the heading's text in small letters, blanks become hyphens, the rest goes.
    static String slug(String heading) {
        return heading.replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                .replace(' ', '-');
    }
}
