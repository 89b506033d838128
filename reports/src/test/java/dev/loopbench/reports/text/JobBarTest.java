package dev.loopbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Job;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobBarTest {

    /** Ten cells of ten nanoseconds. */
    private static final Axis AXIS = new Axis(0, 100, 10);

    @Test
    void each_leg_has_its_own_texture() {
        assertThat(bar(0, 20L, 60L, 90L)).isEqualTo("░░████▒▒▒");
    }

    @Test
    void a_leg_shorter_than_half_a_cell_is_not_drawn() {
        assertThat(bar(0, 4L, 60L, 64L)).isEqualTo("██████");
    }

    @Test
    void a_leg_of_half_a_cell_is_drawn() {
        assertThat(bar(0, 20L, 60L, 66L)).isEqualTo("░░████▒");
    }

    @Test
    void a_bar_ends_within_a_cell() {
        assertThat(bar(0, 0L, 63L, 63L)).isEqualTo("██████▎");
        assertThat(bar(0, 0L, 65L, 65L)).isEqualTo("██████▌");
        assertThat(bar(0, 0L, 68L, 68L)).isEqualTo("██████▊");
    }

    @Test
    void a_job_that_never_started_waits_to_the_end() {
        assertThat(bar(30, null, null, null)).isEqualTo("   ░░░░░░░");
    }

    @Test
    void a_job_that_never_finished_runs_to_the_end() {
        assertThat(bar(0, 50L, null, null)).isEqualTo("░░░░░█████");
    }

    @Test
    void a_job_whose_callback_never_came_waits_for_the_loop_to_the_end() {
        assertThat(bar(0, 0L, 50L, null)).isEqualTo("█████▒▒▒▒▒");
    }

    @Test
    void a_job_too_short_for_a_cell_is_a_mark_where_it_was() {
        assertThat(bar(42, 42L, 43L, 44L)).isEqualTo("    ▏");
    }

    private static String bar(
            long submitted,
            @Nullable Long started,
            @Nullable Long finished,
            @Nullable Long completed) {
        Job job =
                new Job(
                        1,
                        "work",
                        0,
                        submitted,
                        started,
                        finished,
                        completed,
                        null,
                        Job.Outcome.OK);
        Line line = new Line(Glyphs.UNICODE);
        new JobBar(AXIS, JobLegs.of(job, 100)).addTo(line);
        return line.render(false);
    }
}
