package dev.loopbench.probes.node.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Loop;
import org.junit.jupiter.api.Test;

final class HeldStretchesTest {

    private static final long MS = 1_000_000;

    @Test
    void what_the_program_was_sampled_in_holds_the_loop() throws Exception {
        Loop.Held held =
                new HeldStretches(
                                new Seen()
                                        .pulse(0, 0, 0, 0)
                                        .gap(100, 250)
                                        .sampled(101, 120, 140, 160, 180, 200, 220, 240, 249)
                                        .pulse(500, 160, 158, 1)
                                        .sighting())
                        .held();

        Loop.Stall stall = held.stalls().get(0);
        assertThat(stall.atNanos()).isEqualTo(100 * MS);
        assertThat(stall.durationNanos()).isEqualTo(150 * MS);
        assertThat(stall.label()).isEqualTo("slow app.js:42");
        assertThat(stall.phase()).isNull();
        assertThat(stall.stack()).containsExactly("slow (file:///srv/app.js:42)");
        assertThat(stall.parts().cpuNanos()).isBetween(140 * MS, 150 * MS);
        assertThat(stall.parts().runQueueNanos()).isLessThanOrEqualTo(MS);
        assertThat(held.holds()).extracting(Loop.Hold::label).containsExactly("slow app.js:42");
    }

    @Test
    void a_loop_that_had_no_core_is_not_held_by_what_it_was_at() throws Exception {
        Loop.StallParts parts =
                new HeldStretches(
                                new Seen()
                                        .pulse(0, 0, 0, 0)
                                        .gap(100, 160)
                                        .sampled(159)
                                        .pulse(250, 100, 20, 90)
                                        .sighting())
                        .held()
                        .stalls()
                        .get(0)
                        .parts();

        assertThat(parts.runQueueNanos()).isEqualTo(60 * MS);
        assertThat(parts.cpuNanos()).isZero();
        assertThat(parts.blockedNanos()).isZero();
    }

    @Test
    void what_the_thread_neither_computed_nor_lacked_a_core_for_it_waited_in_code_it_was_seen_in()
            throws Exception {
        Seen seen = new Seen().pulse(0, 0, 0, 0).gap(100, 200);
        for (int at = 100; at <= 200; at += 5) {
            seen.sampled(at);
        }
        Loop.StallParts parts =
                new HeldStretches(seen.pulse(250, 110, 11, 0).sighting())
                        .held()
                        .stalls()
                        .get(0)
                        .parts();

        assertThat(parts.blockedNanos()).isEqualTo(90 * MS);
        assertThat(parts.cpuNanos()).isEqualTo(10 * MS);
    }

    @Test
    void a_thread_that_stood_still_and_was_seen_nowhere_is_not_said_to_have_waited()
            throws Exception {
        Loop.StallParts parts =
                new HeldStretches(
                                new Seen()
                                        .pulse(0, 0, 0, 0)
                                        .gap(100, 200)
                                        .pulse(250, 110, 11, 0)
                                        .sighting())
                        .held()
                        .stalls()
                        .get(0)
                        .parts();

        assertThat(parts.blockedNanos()).isZero();
        assertThat(parts.cpuNanos()).isEqualTo(10 * MS);
        assertThat(parts.unexplainedNanos()).isEqualTo(90 * MS);
    }

    @Test
    void where_the_kernel_was_not_asked_around_it_nothing_is_said_of_its_parts() throws Exception {
        Loop.StallParts parts =
                new HeldStretches(new Seen().gap(100, 200).sighting())
                        .held()
                        .stalls()
                        .get(0)
                        .parts();

        assertThat(parts.cpuNanos()).isNull();
        assertThat(parts.unexplainedNanos()).isEqualTo(100 * MS);
    }

    @Test
    void an_event_at_a_random_moment_waits_for_the_rest_of_the_stretch_it_meets() throws Exception {
        Loop.Delay delay = new HeldStretches(new Seen().gap(0, 1_000).sighting()).delay();

        assertThat(delay.meanNanos()).isEqualTo(50e6); // 1s x 1s / 2 / 10s
        assertThat(delay.maxNanos()).isEqualTo(1_000 * MS);
        assertThat(delay.p50Nanos()).isZero();
        assertThat(delay.over()).contains(new Loop.Delay.Over(100 * MS, 0.09)); // 900ms of 10s
    }

    @Test
    void what_is_held_beyond_both_ends_of_the_looking_is_held_from_end_to_end() throws Exception {
        Loop.Delay delay = new HeldStretches(new Seen().gap(-500, 11_000).sighting()).delay();

        assertThat(delay.maxNanos()).isEqualTo(10_000 * MS);
        assertThat(delay.over()).allMatch(over -> over.share() <= 1);
    }

    @Test
    void a_loop_that_always_came_round_has_no_delay() throws Exception {
        HeldStretches none = new HeldStretches(new Seen().sighting());

        assertThat(none.delay().maxNanos()).isZero();
        assertThat(none.delay().errorNanos())
                .as("a period of 5ms, and the 2ms by which a timer is late by itself")
                .isEqualTo(7 * MS);
        assertThat(none.held().stalls()).isEmpty();
        assertThat(none.held().holds()).isEmpty();
    }
}
