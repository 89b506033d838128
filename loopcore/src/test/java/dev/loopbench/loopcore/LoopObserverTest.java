package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.FakePool;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopObserverTest {

    /** Writes down all it is told, in milliseconds. */
    private static final class Recorder implements LoopObserver {

        final List<String> told = new ArrayList<>();

        @Override
        public void runStarted(long nowNanos) {
            told.add("run started " + millis(nowNanos));
        }

        @Override
        public void runEnded(long nowNanos) {
            told.add("run ended " + millis(nowNanos));
        }

        @Override
        public void pollEntered(long iteration, long timeoutMillis, long nowNanos) {
            told.add("poll " + iteration + " for " + timeoutMillis + " " + millis(nowNanos));
        }

        @Override
        public void pollReturned(long iteration, int events, boolean woken, long nowNanos) {
            told.add(
                    (woken ? "woken " : "polled ")
                            + iteration
                            + ": "
                            + events
                            + " "
                            + millis(nowNanos));
        }

        @Override
        public void callbackEnded(Phase phase, String label, long startNanos, long endNanos) {
            told.add(phase + " " + label + " " + millis(startNanos) + "-" + millis(endNanos));
        }

        @Override
        public void drained(Phase queue, int count, long startNanos, long endNanos) {
            told.add(queue + " x" + count + " " + millis(startNanos) + "-" + millis(endNanos));
        }

        @Override
        public void phaseEnded(Phase phase, int callbacks, long startNanos, long endNanos) {
            told.add(
                    phase + " of " + callbacks + " " + millis(startNanos) + "-" + millis(endNanos));
        }

        @Override
        public void timerFired(long dueNanos, long nowNanos) {
            told.add("timer due " + millis(dueNanos) + " fired " + millis(nowNanos));
        }

        @Override
        public void requestCompleted(PoolRequest<?> request, long nowNanos) {
            told.add(request.kind() + " completed " + millis(nowNanos));
        }

        private static long millis(long nanos) {
            return TimeUnit.NANOSECONDS.toMillis(nanos);
        }
    }

    private final Recorder recorder = new Recorder();
    private final TestLoop test = TestLoop.observedBy(recorder, VirtualClock.still());
    private final EventLoop loop = test.loop;

    private Runnable takes(long millis) {
        return () -> test.passMillis(millis);
    }

    @Test
    void it_is_told_of_each_part_of_an_iteration_and_its_instants_leave_no_gap() {
        TimerHandle timer = loop.timer();
        timer.label("heartbeat");
        timer.start(takes(2), 10, 0);
        loop.setImmediate(
                () -> {
                    test.passMillis(3);
                    loop.nextTick(takes(4));
                    loop.nextTick(takes(4));
                    loop.queueMicrotask(takes(5));
                });
        loop.setImmediate(takes(1));

        loop.run(RunMode.ONCE);

        assertThat(recorder.told)
                .containsExactly(
                        "run started 0",
                        "poll 1 for 0 0",
                        "polled 1: 0 0",
                        "CHECK immediate 0-3",
                        "TICKS x2 3-11",
                        "MICROTASKS x1 11-16",
                        "CHECK immediate 16-17",
                        "CHECK of 2 0-17",
                        "timer due 10 fired 17",
                        "TIMERS heartbeat 17-19",
                        "TIMERS of 1 17-19",
                        "run ended 19");
    }

    @Test
    void it_is_told_whether_a_wake_up_ended_the_poll() {
        AsyncHandle door = loop.async(() -> {});
        door.send();

        loop.run(RunMode.ONCE);
        loop.run(RunMode.NOWAIT);

        assertThat(recorder.told).contains("woken 1: 0 0", "polled 2: 0 0");
    }

    @Test
    void a_request_that_finishes_between_two_readings_of_the_clock_returns_no_earlier() {
        VirtualClock clock = VirtualClock.still();
        PoolRequest<String> request = new PoolRequest<>(Lane.CPU, "job", () -> "", null);
        List<Long> returnsNanos = new ArrayList<>();
        LoopObserver observer =
                new LoopObserver() {
                    @Override
                    public void pollReturned(
                            long iteration, int events, boolean woken, long nowNanos) {
                        clock.advance(5);
                        request.end(clock.nanoTime(), 0);
                    }

                    @Override
                    public void requestCompleted(PoolRequest<?> completed, long nowNanos) {
                        returnsNanos.add(nowNanos - completed.finishedNanos());
                    }
                };
        EventLoop watched = TestLoop.observedBy(observer, clock).loop;
        watched.submit(request);

        watched.run(RunMode.ONCE);

        assertThat(returnsNanos).hasSize(1).allMatch(nanos -> nanos >= 0);
    }

    @Test
    void a_timer_that_comes_due_between_two_readings_of_the_clock_is_not_early() {
        VirtualClock clock = VirtualClock.still();
        List<Long> latenessNanos = new ArrayList<>();
        LoopObserver observer =
                new LoopObserver() {
                    @Override
                    public void pollReturned(
                            long iteration, int events, boolean woken, long nowNanos) {
                        clock.advance(TimeUnit.MILLISECONDS.toNanos(10));
                    }

                    @Override
                    public void timerFired(long dueNanos, long nowNanos) {
                        latenessNanos.add(nowNanos - dueNanos);
                    }
                };
        EventLoop watched = TestLoop.observedBy(observer, clock).loop;
        watched.timer().start(() -> {}, 10, 0);
        watched.idle().start(() -> {});

        watched.run(RunMode.NOWAIT);

        assertThat(latenessNanos).hasSize(1).allMatch(nanos -> nanos >= 0);
    }

    @Test
    void it_is_told_of_the_return_of_a_request_before_its_callback_runs() {
        test.submit(takes(3));

        loop.run(RunMode.ONCE);

        assertThat(recorder.told)
                .containsExactly(
                        "run started 0",
                        "poll 1 for -1 0",
                        "woken 1: 0 1",
                        "job completed 1",
                        "POLL job 1-4",
                        "POLL of 1 1-4",
                        "run ended 4");
    }

    @Test
    void a_channel_that_hands_out_callbacks_is_told_by_those_and_else_by_itself() {
        TestIoHandle quiet = new TestIoHandle(loop, new FakeChannel(), 1);
        quiet.label("quiet");
        quiet.onReady(ops -> test.passMillis(1));
        TestIoHandle busy = new TestIoHandle(loop, new FakeChannel(), 1);
        busy.label("busy");
        busy.onReady(
                ops -> {
                    busy.callBack(takes(2));
                    busy.callBack(takes(3));
                });
        test.poller.makeReady(quiet.registration(), 1);
        test.poller.makeReady(busy.registration(), 1);

        loop.run(RunMode.ONCE);

        assertThat(recorder.told)
                .containsSubsequence(
                        "polled 1: 2 0",
                        "POLL quiet 0-1",
                        "POLL busy 1-3",
                        "POLL busy 3-6",
                        "POLL of 3 0-6");
    }

    @Test
    void it_is_not_told_of_what_runs_outside_of_a_run() {
        new Script(loop, () -> loop.nextTick(takes(1))).run();

        assertThat(recorder.told).containsExactly("run started 1", "run ended 1");
    }

    @Test
    void it_is_told_of_the_end_of_a_run_that_throws() {
        loop.setTimeout(() -> {}, 1);
        loop.async(null);
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.run(RunMode.DEFAULT))
                .withMessageContaining("waits for ever");

        assertThat(recorder.told).endsWith("run ended 1");
    }

    @Test
    void without_an_observer_the_clock_is_read_for_the_loop_alone() {
        int[] reads = {0};
        VirtualClock time = VirtualClock.still();
        NanoClock counting =
                new NanoClock() {
                    @Override
                    public long nanoTime() {
                        reads[0]++;
                        return time.nanoTime();
                    }

                    @Override
                    public void sleep(long nanos) {
                        time.sleep(nanos);
                    }

                    @Override
                    public void charge(long nanos) {
                        time.charge(nanos);
                    }
                };
        EventLoop unobserved =
                new EventLoop(
                        EventLoopConfig.of(
                                counting, new SimulatedPoller(time), new FakePool(time, 1, 1)));
        unobserved.setImmediate(() -> unobserved.nextTick(() -> {}));
        reads[0] = 0;

        unobserved.run(RunMode.NOWAIT);

        assertThat(reads[0]).as("after the poll and before the timers").isEqualTo(2);
    }
}
