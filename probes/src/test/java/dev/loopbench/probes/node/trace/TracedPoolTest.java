package dev.loopbench.probes.node.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.node.trace.TraceEvent.Category;
import dev.loopbench.probes.node.trace.TraceEvent.Mark;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Times in milliseconds. */
final class TracedPoolTest {

    private static final long MS = 1_000_000;
    private static final long LOOP = 1;

    private long lastWork;

    @Test
    void each_window_is_paired_on_its_own_and_legs_add_up() {
        NodeRecording first = new NodeRecording(LOOP);
        job(first, 10, 11, 12, 20, 21);
        NodeRecording second = new NodeRecording(LOOP);
        job(second, 1_010, 11, 1_015, 1_020, 1_022);
        TracedPool pool = pool(4, window(first, 0, 100), window(second, 1_000, 1_100));

        Operation.Legs legs = Objects.requireNonNull(pool.legs().get("crypto"));
        assertThat(Objects.requireNonNull(legs.waitLeg()).count()).isEqualTo(2);
        assertThat(legs.waitLeg().maxNanos()).isEqualTo(5 * MS);
        assertThat(pool.tracedNanos()).isEqualTo(200 * MS);
        assertThat(pool.jobs(0))
                .extracting(Job::submittedNanos)
                .containsExactly(10 * MS, 1_010 * MS);
        assertThat(pool.unpaired()).isZero();
    }

    @Test
    void its_use_is_that_of_the_time_in_windows() {
        NodeRecording recording = new NodeRecording(LOOP);
        job(recording, 10, 11, 10, 60, 60);
        job(recording, 10, 12, 10, 60, 60);
        Pool pool =
                pool(2, window(recording, 0, 100), window(new NodeRecording(LOOP), 500, 600))
                        .pool();

        assertThat(pool.threads()).isEqualTo(2);
        assertThat(pool.utilizationShare()).isEqualTo(0.25);
    }

    @Test
    void a_job_at_the_edge_of_a_window_has_no_legs() {
        NodeRecording recording = new NodeRecording(LOOP);
        lastWork++;
        recording.add(event(Mark.SUBMITTED, LOOP, lastWork, 90));
        recording.add(event(Mark.STARTED, 11, 0, 91));
        TracedPool pool = pool(4, window(recording, 0, 100));

        assertThat(pool.legs()).isEmpty();
        assertThat(pool.traced()).isZero();
        assertThat(pool.unpaired()).isZero();
    }

    @Test
    void what_is_not_the_programs_is_nowhere() {
        NodeRecording recording = new NodeRecording(LOOP);
        job(recording, 10, 11, 12, 20, 21);
        TracedPool pool =
                TracedPool.of(List.of(window(recording, 0, 100)), 4, request -> Optional.empty());

        assertThat(pool.legs()).isEmpty();
        assertThat(pool.jobs(0)).isEmpty();
        assertThat(pool.pool().utilizationShare()).isZero();
    }

    @Test
    void of_no_window_there_is_no_depth() {
        assertThat(pool(4).pool().depth().depthMax()).isNull();
    }

    private static TracedPool pool(int threads, TracedPool.Window... windows) {
        return TracedPool.of(List.of(windows), threads, request -> Optional.of(request.kind()));
    }

    private static TracedPool.Window window(NodeRecording recording, long from, long to) {
        return new TracedPool.Window(recording, from * MS, to * MS);
    }

    private void job(
            NodeRecording recording,
            long submitted,
            long worker,
            long started,
            long finished,
            long called) {
        lastWork++;
        recording.add(event(Mark.SUBMITTED, LOOP, lastWork, submitted));
        recording.add(event(Mark.STARTED, worker, 0, started));
        recording.add(event(Mark.FINISHED, worker, 0, finished));
        recording.add(event(Mark.COMPLETED, LOOP, lastWork, called));
    }

    private static TraceEvent event(Mark mark, long thread, long work, long at) {
        return new TraceEvent(Category.POOL_WORK, mark, "crypto", thread, work, at * MS, 0, 0);
    }
}
