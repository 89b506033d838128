package dev.loopbench.probes.node;

import static dev.loopbench.probes.node.WatchedLoop.nanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.loopbench.loopcore.AsyncHandle;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.probes.Rule;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventLoopDelayMonitorTest {

    /** Three digits are kept. */
    private static final Percentage PRECISION = withinPercentage(0.1);

    private final WatchedLoop watched = new WatchedLoop();
    private final List<EventLoopDelayMonitor> monitors = new ArrayList<>();

    private final List<AsyncHandle> asyncs = new ArrayList<>();

    @AfterEach
    void close_all() {
        monitors.forEach(EventLoopDelayMonitor::close);
        asyncs.forEach(AsyncHandle::close);
        watched.loop.run(RunMode.NOWAIT);
        watched.loop.close();
    }

    @Test
    @Rule("M07")
    void a_sample_is_the_time_between_two_calls_of_the_timer() {
        EventLoopDelayMonitor monitor = byTimer(10);
        watched.at(55, () -> {});
        watched.run();
        // Calls at 10, 20, 30, 40 and 50 ms: the first is the baseline.
        assertThat(monitor.histogram().count()).isEqualTo(4);
        assertThat(monitor.histogram().minNanos()).isCloseTo(nanos(10), PRECISION);
        assertThat(monitor.histogram().maxNanos()).isCloseTo(nanos(10), PRECISION);
    }

    @Test
    @Rule("M07")
    void the_timer_keeps_no_loop_alive() {
        EventLoopDelayMonitor monitor = byTimer(10);
        watched.run();
        assertThat(monitor.histogram().count()).isZero();
        assertThat(watched.clock.nanoTime()).isZero();
    }

    @Test
    @Rule("M08")
    void a_block_is_one_sample_and_percentiles_understate_it() {
        EventLoopDelayMonitor monitor = byTimer(10);
        watched.at(500, () -> watched.block(500));
        watched.at(1015, () -> {});
        watched.run();
        DelayHistogram histogram = monitor.histogram();
        assertThat(histogram.maxNanos()).isCloseTo(nanos(510), PRECISION);
        assertThat(histogram.percentileNanos(90)).isCloseTo(nanos(10), PRECISION);
    }

    @Test
    @Rule("M08")
    void corrected_a_block_has_the_weight_of_its_length() {
        EventLoopDelayMonitor monitor = byTimer(10);
        watched.at(500, () -> watched.block(500));
        watched.at(1015, () -> {});
        watched.run();
        DelayHistogram corrected = monitor.histogram().corrected(nanos(10));
        assertThat(corrected.count()).isEqualTo(monitor.histogram().count() + 50);
        assertThat(corrected.percentileNanos(90)).isGreaterThan(nanos(400));
        assertThat(monitor.histogram().percentileNanos(90)).isCloseTo(nanos(10), PRECISION);
    }

    @Test
    @Rule("M08")
    void the_timer_wakes_an_idle_loop_and_the_iteration_mode_does_not() {
        watched.at(100, () -> {});
        byIteration();
        watched.run();
        assertThat(watched.loop.iterations()).isEqualTo(1);

        byTimer(10);
        watched.at(100, () -> {});
        watched.run();
        assertThat(watched.loop.iterations()).isEqualTo(11);
    }

    @Test
    @Rule("M09")
    void a_sample_of_an_iteration_is_the_time_from_check_to_prepare() {
        EventLoopDelayMonitor monitor = byIteration();
        watched.at(10, () -> watched.block(30)); // timers run between check and prepare
        watched.at(100, () -> {});
        watched.run();
        assertThat(monitor.histogram().count()).isEqualTo(1);
        assertThat(monitor.histogram().maxNanos()).isCloseTo(nanos(30), PRECISION);
    }

    @Test
    @Rule("M09")
    void what_the_poll_phase_lasts_beyond_its_time_out_is_in_the_sample() {
        EventLoopDelayMonitor monitor = byIteration();
        watched.at(10, () -> {});
        watched.at(50, () -> {}); // waited for from 10 ms on, for 40 ms
        wakeAt(20, () -> watched.block(45));
        watched.run();
        // From 10 to 65 ms, 15 ms longer than was to be waited.
        assertThat(monitor.histogram().maxNanos()).isCloseTo(nanos(15), PRECISION);
    }

    @Test
    @Rule("M09")
    void an_iteration_without_delay_counts_as_one_nanosecond() {
        EventLoopDelayMonitor monitor = byIteration();
        watched.at(10, () -> {});
        watched.at(20, () -> {});
        watched.run();
        assertThat(monitor.histogram().count()).isEqualTo(1);
        assertThat(monitor.histogram().minNanos()).isEqualTo(1);
    }

    @Test
    @Rule("M09")
    void iterations_are_sampled_without_keeping_the_loop_alive() {
        EventLoopDelayMonitor monitor = byIteration();
        watched.run();
        assertThat(monitor.histogram().count()).isZero();
        assertThat(watched.loop.iterations()).isZero();
    }

    @Test
    @Rule("M10")
    void callbacks_in_a_poll_without_end_are_in_no_sample() {
        EventLoopDelayMonitor monitor = byIteration();
        wakeAt(10, () -> watched.block(80));
        wakeAt(200, watched.loop::stop).ref();
        watched.run();
        assertThat(monitor.histogram().maxNanos()).isLessThan(nanos(1));
    }

    @Test
    @Rule("M11")
    void before_the_first_sample_and_after_a_reset_there_are_no_figures() {
        EventLoopDelayMonitor monitor = byTimer(10);
        assertEmpty(monitor.histogram());
        watched.at(55, () -> {});
        watched.run();
        assertThat(monitor.histogram().count()).isEqualTo(4);
        monitor.reset();
        assertEmpty(monitor.histogram());
    }

    @Test
    @Rule("M11")
    void enable_and_disable_say_whether_they_changed_anything() {
        EventLoopDelayMonitor monitor = EventLoopDelayMonitor.byTimer(watched.loop, 10);
        monitors.add(monitor);
        assertThat(monitor.disable()).isFalse();
        assertThat(monitor.enable()).isTrue();
        assertThat(monitor.enable()).isFalse();
        assertThat(monitor.disable()).isTrue();
        assertThat(monitor.disable()).isFalse();
    }

    @Test
    @Rule("M11")
    void nothing_is_sampled_while_it_is_disabled() {
        EventLoopDelayMonitor monitor = byTimer(10);
        watched.at(35, monitor::disable);
        watched.at(235, monitor::enable);
        watched.at(270, () -> {});
        watched.run();
        // 10 to 30 ms and, with a new baseline, 245 to 265 ms.
        assertThat(monitor.histogram().count()).isEqualTo(4);
        assertThat(monitor.histogram().maxNanos()).isCloseTo(nanos(10), PRECISION);
    }

    @Test
    void percentiles_come_closer_and_closer_to_the_maximum() {
        EventLoopDelayMonitor monitor = byTimer(10);
        watched.at(500, () -> watched.block(500));
        watched.at(1015, () -> {});
        watched.run();
        assertThat(monitor.histogram().percentiles())
                .containsKeys(50.0, 75.0, 87.5, 100.0)
                .hasEntrySatisfying(
                        100.0, value -> assertThat(value).isCloseTo(nanos(510), PRECISION));
    }

    @Test
    void a_sample_of_more_than_an_hour_is_only_counted() {
        DelayHistogram histogram = new DelayHistogram(1);
        histogram.record(nanos(3_600_001));
        assertThat(histogram.exceeds()).isEqualTo(1);
        assertEmptyFigures(histogram);
    }

    @Test
    void a_resolution_is_positive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventLoopDelayMonitor.byTimer(watched.loop, 0));
    }

    /** In the poll phase, as an event from outside. */
    private AsyncHandle wakeAt(long millis, Runnable callback) {
        AsyncHandle async = watched.loop.async(callback);
        async.unref();
        asyncs.add(async);
        watched.clock.schedule(nanos(millis), async::send);
        return async;
    }

    private EventLoopDelayMonitor byTimer(long resolutionMillis) {
        return enabled(EventLoopDelayMonitor.byTimer(watched.loop, resolutionMillis));
    }

    private EventLoopDelayMonitor byIteration() {
        return enabled(EventLoopDelayMonitor.byIteration(watched.loop));
    }

    private EventLoopDelayMonitor enabled(EventLoopDelayMonitor monitor) {
        monitors.add(monitor);
        monitor.enable();
        return monitor;
    }

    private static void assertEmpty(DelayHistogram histogram) {
        assertThat(histogram.exceeds()).isZero();
        assertEmptyFigures(histogram);
    }

    private static void assertEmptyFigures(DelayHistogram histogram) {
        assertThat(histogram.count()).isZero();
        assertThat(histogram.minNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(histogram.maxNanos()).isZero();
        assertThat(histogram.meanNanos()).isNaN();
        assertThat(histogram.deviationNanos()).isNaN();
        assertThat(histogram.percentiles()).hasSize(1).containsEntry(100.0, 0L);
    }
}
