package dev.loopbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlyphsTest {

    @ParameterizedTest
    @EnumSource
    void a_label_cannot_move_the_cursor(Glyphs glyphs) {
        assertThat(glyphs.shown("a\u001b[2Jb\nc\td\u009be")).isEqualTo("a [2Jb c d e");
    }

    @Test
    void characters_of_no_cell_or_of_nobody_knows_how_many_are_not_shown() {
        assertThat(Glyphs.UNICODE.shown("e\u0301\u200b\u263a\ufe0f\u05d0")).isEqualTo("e?????");
    }

    @ParameterizedTest
    @ValueSource(strings = {"名", "😀", "世", "한", "あ", "カ", "Ａ", "🚀", "✅", "⏳", "𠀋"})
    void characters_of_two_cells_are_shown_as_typed_and_counted_as_two(String wide) {
        assertThat(Glyphs.UNICODE.shown(wide)).isEqualTo(wide);
        assertThat(Glyphs.cells(wide)).isEqualTo(2);
        assertThat(Glyphs.ASCII.shown(wide)).isEqualTo("?");
    }

    @Test
    void other_characters_are_one_cell_wide() {
        assertThat(Glyphs.cells("aµ█→Ж…")).isEqualTo(6);
    }

    @Test
    void each_mark_has_a_twin_in_ascii() {
        assertThat(Glyphs.ASCII.shown("✓ ▲ 5×3.4µs … → –")).isEqualTo("ok ! 5x3.4us ... -> -");
    }
}
