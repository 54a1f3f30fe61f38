package ai.avyay.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A link between our pages leads somewhere.
class LinksTest {
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|//.*");

    private final WorkTree tree = WorkTree.here();
    private final Set<Path> existing = withFolders(tree.files());
    private final Map<Path, Markdown> pages =
            tree.files().stream()
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !tree.name(file).contains("/resources/"))
                    .collect(
                            Collectors.toMap(
                                    Function.identity(),
                                    file -> Markdown.of(WorkTree.lines(file))));

    private Set<Path> withFolders(List<Path> files) {
        var all = new HashSet<>(files);
        for (var file : files) {
            for (var name = tree.root().relativize(file); name.getNameCount() > 1; ) {
                name = name.subpath(0, name.getNameCount() - 1);
                all.add(tree.root().resolve(name));
            }
        }
        all.add(tree.root());
        return all;
    }

    @Test
    void every_relative_link_leads_somewhere() {
        var broken =
                pages.keySet().stream()
                        .sorted()
                        .flatMap(page ->
                                links(page)
                                        .filter(link -> !leadsSomewhere(page, link))
                                        .map(link ->
                                                tree.place(page, link.line())
                                                        + " "
                                                        + link.target()));
        assertThat(broken).as("no such file or heading: mend the link").isEmpty();
    }

    private Stream<Markdown.Link> links(Path page) {
        return markdown(page).links().stream()
                .filter(link -> !ELSEWHERE.matcher(link.target()).matches());
    }

    private Markdown markdown(Path page) {
        return pages.getOrDefault(page, new Markdown(List.of(), Set.of()));
    }

    private boolean leadsSomewhere(Path page, Markdown.Link link) {
        var parts = link.target().split("#", 2);
        var file = parts[0].isEmpty() ? page : target(page, parts[0]);
        var anchor = parts.length == 2 ? decoded(parts[1]) : "";
        return existing.contains(file)
                && (anchor.isEmpty()
                        || !pages.containsKey(file)
                        || markdown(file).anchors().contains(anchor));
    }

    private Path target(Path page, String written) {
        var path = decoded(written.replaceFirst("\\?.*", ""));
        return path.startsWith("/")
                ? tree.root().resolve(path.substring(1)).normalize()
                : page.resolveSibling(path).normalize();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
