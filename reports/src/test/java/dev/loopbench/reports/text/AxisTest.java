package dev.loopbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    @ParameterizedTest(name = "{0}..{1} on {2}")
    @CsvSource({
        "0, 100, 20, └0────────────100ns┘",
        "0, 3000000000, 40, └0───────────┴1s──────────┴2s─────3.00s┘",
        "2500000, 4500000, 30, └2.50ms┴3ms────────────4.50ms┘",
        "0, 7200000000000, 40, └0──────────────────┴1h──────────2h 00m┘",
    })
    void ticks_stand_at_round_times(long start, long end, int cells, String drawn) {
        String axis = new Axis(start, end, cells).drawn();

        assertThat(axis).hasSize(cells).isEqualTo(drawn);
    }

    @Test
    void a_stretch_of_no_length_is_an_axis_too() {
        assertThat(new Axis(5, 5, 20).drawn()).hasSize(20);
    }

    @Test
    void a_tick_is_where_its_time_is() {
        Axis axis = new Axis(0, 3_000_000_000L, 60);

        assertThat(axis.drawn().indexOf("┴1s")).isEqualTo((int) axis.position(1_000_000_000L));
    }
}
