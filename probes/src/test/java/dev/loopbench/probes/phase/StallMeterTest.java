package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StallMeterTest {

    private static final long MS = 1_000_000;

    private final Counters counters = new Counters();
    private final StallMeter meter = new StallMeter(counters);

    @Test
    void of_a_stall_the_differences_are_told() {
        meter.begin(0);
        counters.cpu = 10;
        counters.runDelay = 20;
        counters.throttled = 30;
        counters.switches = 5;
        meter.endStall(60 * MS);

        assertThat(meter.cpuNanos()).isEqualTo(10);
        assertThat(meter.runDelayNanos()).isEqualTo(20);
        assertThat(meter.throttledNanos()).isEqualTo(30);
        assertThat(meter.switches()).isEqualTo(5);
    }

    @Test
    void readings_are_at_most_a_millisecond_older_than_the_stall() {
        meter.begin(0);
        counters.runDelay = 7;
        meter.end(1);
        meter.begin(MS - 1);
        assertThat(counters.readings).isEqualTo(1);
        meter.end(MS - 1);
        meter.begin(MS);
        counters.runDelay = 9;
        meter.endStall(60 * MS);

        assertThat(meter.runDelayNanos()).isEqualTo(2);
    }

    @Test
    void polls_since_the_reading_may_have_given_the_core_up_once_each() {
        meter.begin(0);
        counters.switches = 3;
        for (int i = 1; i <= 3; i++) {
            meter.end(i);
            meter.begin(i);
        }
        counters.switches += 2;
        meter.endStall(60 * MS);

        assertThat(meter.switches()).isEqualTo(2);
    }

    @Test
    void the_end_of_a_stall_is_the_reading_before_the_next_one() {
        meter.begin(0);
        counters.cpu = 10;
        meter.endStall(60 * MS);
        meter.begin(60 * MS + 1);
        counters.cpu = 25;
        meter.endStall(120 * MS);

        assertThat(meter.cpuNanos()).isEqualTo(15);
    }

    @Test
    void what_is_not_measured_at_either_end_is_not_told() {
        counters.runDelay = ThreadMeter.NOT_MEASURED;
        meter.begin(0);
        counters.runDelay = 7;
        counters.switches = ThreadMeter.NOT_MEASURED;
        meter.endStall(60 * MS);

        assertThat(meter.runDelayNanos()).isEqualTo(ThreadMeter.NOT_MEASURED);
        assertThat(meter.switches()).isEqualTo(ThreadMeter.NOT_MEASURED);
    }

    @Test
    void a_new_window_reads_anew() {
        meter.begin(0);
        meter.reset();
        counters.cpu = 10;
        meter.begin(1);
        counters.cpu = 30;
        meter.endStall(60 * MS);

        assertThat(meter.cpuNanos()).isEqualTo(20);
    }

    private static final class Counters implements ThreadMeter {

        private long cpu;
        private long runDelay;
        private long throttled;
        private long switches;
        private int readings;

        @Override
        public long cpuNanos() {
            readings++;
            return cpu;
        }

        @Override
        public long runDelayNanos() {
            return runDelay;
        }

        @Override
        public long voluntarySwitches() {
            return switches;
        }

        @Override
        public long throttledNanos() {
            return throttled;
        }
    }
}
