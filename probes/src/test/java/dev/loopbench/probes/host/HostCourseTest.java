package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.loopbench.probes.result.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostCourseTest {

    private static final long PERIOD = HostCourse.PERIOD_NANOS;

    @TempDir private Path root;
    private Fixture machine;
    private HostCourse course;
    private final SortedMap<String, String> unavailable = new TreeMap<>();

    @BeforeEach
    void setUp() {
        machine = new Fixture(root).link("proc/thread-self", "17/task/23").cgroupV2();
        course = new HostCourse(machine.files());
    }

    @Test
    void each_period_tells_how_far_the_counters_have_come() {
        counters(0, 0, 0);
        course.open(1_000);
        counters(500, 3, 7_000);
        course.look(1_000 + PERIOD);
        counters(500, 3, 9_000);
        course.look(1_000 + 2 * PERIOD);
        course.close(1_000 + 2 * PERIOD);

        assertThat(course.samples(1_000, unavailable))
                .containsExactly(
                        new Timeline.HostSample(0, PERIOD, 500_000L, 0.03, 7_000L),
                        new Timeline.HostSample(PERIOD, PERIOD, 0L, 0.0, 2_000L));
        assertThat(unavailable).isEmpty();
    }

    @Test
    void what_lies_before_the_run_is_cut_off() {
        counters(0, 0, 0);
        course.open(1_000);
        counters(500, 3, 7_000);
        course.close(1_000 + PERIOD);

        assertThat(course.samples(1_300, unavailable))
                .containsExactly(new Timeline.HostSample(0, PERIOD - 300, 500_000L, 0.03, 7_000L));
    }

    @Test
    void looks_within_a_period_read_nothing() {
        counters(0, 0, 0);
        course.open(0);
        course.look(PERIOD - 1);
        counters(1, 1, 1);
        course.close(PERIOD);

        assertThat(course.samples(0, unavailable)).hasSize(1);
    }

    @Test
    void a_short_rest_joins_the_stretch_before() {
        counters(0, 0, 0);
        course.open(0);
        counters(0, 0, 5);
        course.look(PERIOD);
        counters(0, 0, 6);
        course.close(PERIOD + PERIOD / 3);

        assertThat(course.samples(0, unavailable))
                .extracting(
                        Timeline.HostSample::durationNanos, Timeline.HostSample::loopRunDelayNanos)
                .containsExactly(tuple(PERIOD + PERIOD / 3, 6L));
    }

    @Test
    void what_the_machine_does_not_tell_is_null_with_a_reason() {
        HostCourse blind = new HostCourse(machine.notLinux());
        blind.open(0);
        blind.close(PERIOD);

        List<Timeline.HostSample> samples = blind.samples(0, unavailable);
        assertThat(samples).containsExactly(new Timeline.HostSample(0, PERIOD, null, null, null));
        assertThat(unavailable)
                .containsEntry("host.throttledNanos", "not Linux")
                .containsEntry("host.stealShare", "not Linux")
                .containsEntry("host.loopRunDelayNanos", "not Linux");
    }

    private int ticks;

    private void counters(long throttledMicros, long steal, long runDelay) {
        machine.file(
                        "sys/fs/cgroup/cpu.stat",
                        "nr_periods 9\nnr_throttled 1\nthrottled_usec " + throttledMicros + "\n")
                .file("proc/17/task/23/schedstat", "100 " + runDelay + " 3\n")
                .file("proc/stat", "cpu " + (ticks - steal) + " 0 0 0 0 0 0 " + steal + "\n");
        ticks += 100;
    }
}
