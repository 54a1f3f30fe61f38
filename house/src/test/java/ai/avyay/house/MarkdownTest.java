package ai.avyay.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
    private static Markdown page(String text) {
        return Markdown.of(text.lines().toList());
    }

    @Test
    void links_are_found_with_their_lines() {
        var page =
                page(
                        """
                        See [one](a.md) and ![two](b.png "title").
                        <img src="c.svg" alt="three">
                        [four]: d.md
                        """);
        assertThat(page.links())
                .containsExactly(
                        new Markdown.Link(1, "a.md"),
                        new Markdown.Link(1, "b.png"),
                        new Markdown.Link(2, "c.svg"),
                        new Markdown.Link(3, "d.md"));
    }

    @Test
    void code_holds_no_links_and_no_headings() {
        var page =
                page(
                        """
                        `[a](a.md)` and ``[b](`b.md)``
                        ```
                        # not a heading
                        [c](c.md)
                        ```
                        ## A heading
                        """);
        assertThat(page.links()).isEmpty();
        assertThat(page.anchors()).containsExactly("a-heading");
    }

    @Test
    void an_anchor_is_the_heading_in_small_letters_with_hyphens() {
        assertThat(Markdown.slug("What `avyay up` does, and why"))
                .isEqualTo("what-avyay-up-does-and-why");
        assertThat(Markdown.slug("[MĀRGA](marga/README.md): the path")).isEqualTo("mārga-the-path");
    }

    @Test
    void a_repeated_heading_gets_a_number() {
        assertThat(page("# Same\n# Same\n# Same").anchors())
                .containsExactlyInAnyOrder("same", "same-1", "same-2");
    }
}
