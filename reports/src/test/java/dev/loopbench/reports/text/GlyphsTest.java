package dev.loopbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GlyphsTest {

    @ParameterizedTest
    @EnumSource
    void a_label_cannot_move_the_cursor(Glyphs glyphs) {
        assertThat(glyphs.shown("a\u001b[2Jb\nc\td\u009be")).isEqualTo("a [2Jb c d e");
    }

    @Test
    void characters_of_two_cells_or_none_are_not_shown() {
        assertThat(Glyphs.UNICODE.shown("世\ud83d\ude00e\u0301\u200b")).isEqualTo("??e??");
    }

    @Test
    void each_mark_has_a_twin_in_ascii() {
        assertThat(Glyphs.ASCII.shown("✓ ▲ 5×3.4µs … → –")).isEqualTo("ok ! 5x3.4us ... -> -");
    }
}
