package dev.loopbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    private final Page page = new Page(new TextStyle(40, true, false));

    @Test
    void prose_wraps_below_the_end_of_its_head() {
        page.prose(page.heading("Host"), page.line("one two three four five six seven eight"));

        assertThat(page.render())
                .isEqualTo("Host      one two three four five six\n          seven eight\n");
    }

    @Test
    void an_item_is_not_broken_while_a_line_can_hold_it() {
        page.items(
                page.heading("Host"),
                List.of(page.line("first of them"), page.line("a second one here")));

        assertThat(page.render())
                .isEqualTo("Host      first of them\n          a second one here\n");
    }

    @Test
    void a_word_wider_than_the_line_is_broken() {
        page.prose(page.line("x "), page.line("y".repeat(50)));

        assertThat(page.render()).isEqualTo("x " + "y".repeat(38) + "\n  " + "y".repeat(12) + "\n");
    }

    @Test
    void a_character_of_two_cells_is_not_torn_where_a_line_is_full() {
        page.prose(page.line("x "), page.line("y" + "名".repeat(25)));

        assertThat(page.render()).isEqualTo("x y" + "名".repeat(18) + "\n  " + "名".repeat(7) + "\n");
    }

    @Test
    void what_stands_behind_characters_of_two_cells_is_aligned() {
        page.add(page.line("名").padTo(6).add("x"));
        page.add(page.line().addRight(Tone.PLAIN, "名", 6));
        page.add(page.line("名".repeat(30)));

        assertThat(page.render()).isEqualTo("名    x\n    名\n" + "名".repeat(19) + "…\n");
    }

    @Test
    void a_line_that_is_too_wide_says_that_something_is_left_out() {
        page.add(page.line("z".repeat(50)));

        assertThat(page.render()).isEqualTo("z".repeat(39) + "…\n");
    }

    @Test
    void colour_does_not_count_as_width() {
        Page colourful = new Page(new TextStyle(40, true, true));

        colourful.add(colourful.line(Tone.WARN, "w".repeat(40)));

        assertThat(colourful.render()).isEqualTo("\u001b[1;33m" + "w".repeat(40) + "\u001b[0m\n");
    }

    @Test
    void a_command_that_is_broken_can_be_pasted() {
        Page page = new Page(new TextStyle(40, true, false));

        page.command(
                page.line("  try").padTo(Page.INDENT),
                "loopbench run --with 'a b  c' --duration 10s --arrivals poisson");

        String text = page.render();
        assertThat(text.lines()).allMatch(line -> line.length() <= 40);
        assertThat(text.lines().filter(line -> line.endsWith(" \\"))).hasSizeGreaterThan(1);
        assertThat(text.substring(Page.INDENT).replaceAll(" \\\\\n *", " "))
                .isEqualTo("loopbench run --with 'a b  c' --duration 10s --arrivals poisson\n");
    }
}
