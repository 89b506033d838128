package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.poll.Poller;
import java.nio.channels.SelectionKey;
import org.junit.jupiter.api.Test;

class PollPhaseTest {

    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop;

    private TestIoHandle channel() {
        return new TestIoHandle(loop, new FakeChannel(), SelectionKey.OP_READ);
    }

    private void makeReady(TestIoHandle io) {
        test.poller.makeReady(io.registration(), SelectionKey.OP_READ);
    }

    @Test
    @Rule("L18")
    void full_batches_are_followed_by_others_for_at_most_48_rounds() {
        int[] calls = {0};
        TestIoHandle io = channel();
        io.onReady(ops -> calls[0]++);
        int batches = PollPhase.MAX_ROUNDS + 2;
        for (int i = 0; i < batches * Poller.MAX_EVENTS; i++) {
            makeReady(io);
        }
        WatcherHandle check = loop.check();
        check.start(() -> test.log.add("check after " + calls[0]));

        loop.run(RunMode.NOWAIT);
        loop.run(RunMode.NOWAIT);

        assertThat(test.log)
                .containsExactly(
                        "check after " + 48 * Poller.MAX_EVENTS,
                        "check after " + batches * Poller.MAX_EVENTS);
    }

    @Test
    @Rule("L18")
    void a_batch_that_is_not_full_is_the_last_of_its_phase() {
        TestIoHandle io = channel();
        io.onReady(
                ops -> {
                    test.log.add("ready");
                    if (test.log.size() == 1) {
                        makeReady(io);
                    }
                });
        makeReady(io);
        loop.check().start(test.logs("check"));

        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("ready", "check");
    }

    @Test
    @Rule("L19")
    void a_channel_closed_earlier_in_the_batch_gets_no_event() {
        TestIoHandle first = channel();
        TestIoHandle second = channel();
        first.onReady(
                ops -> {
                    test.log.add("first");
                    second.close();
                });
        second.onReady(ops -> test.log.add("second"));
        makeReady(first);
        makeReady(second);

        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("first");
    }

    @Test
    void ready_channels_come_before_pool_completions_and_those_before_async_handles() {
        TestIoHandle io = channel();
        io.onReady(ops -> test.log.add("channel"));
        loop.async(test.logs("async")).send();
        test.submit(test.logs("request"));
        test.passMillis(TestLoop.JOB_MILLIS);
        makeReady(io);

        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("channel", "request", "async");
    }

    @Test
    void each_callback_a_channel_hands_out_is_followed_by_its_ticks() {
        TestIoHandle io = channel();
        io.onReady(
                ops -> {
                    io.callBack(
                            () -> {
                                test.log.add("first read");
                                loop.nextTick(test.logs("tick"));
                            });
                    io.callBack(test.logs("second read"));
                });
        makeReady(io);

        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("first read", "tick", "second read");
    }

    @Test
    @Rule("M01")
    void the_iteration_count_grows_just_before_each_poll() {
        TestIoHandle io = channel();
        io.onReady(ops -> test.log.add("poll " + loop.iterations()));
        loop.prepare()
                .start(
                        () -> {
                            test.log.add("prepare " + loop.iterations());
                            makeReady(io);
                        });

        loop.run(RunMode.NOWAIT);
        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("prepare 0", "poll 1", "prepare 1", "poll 2");
    }

    @Test
    @Rule("M02")
    void events_are_ready_channels_and_pool_completions_but_no_wake_ups() {
        TestIoHandle io = channel();
        makeReady(io);
        loop.async(null).send();
        loop.run(RunMode.NOWAIT);
        assertThat(loop.events()).isEqualTo(1);

        test.submit(() -> {});
        test.submit(() -> {});
        test.passMillis(2 * TestLoop.JOB_MILLIS);
        loop.run(RunMode.NOWAIT);
        assertThat(loop.events()).isEqualTo(3);
    }

    @Test
    @Rule("M03")
    void events_that_a_poll_finds_without_blocking_were_waiting() {
        test.submit(() -> test.log.add("job"));
        test.passMillis(TestLoop.JOB_MILLIS);
        makeReady(channel());
        loop.run(RunMode.NOWAIT);
        assertThat(loop.eventsWaiting()).isEqualTo(2);

        test.submit(() -> test.log.add("job"));
        loop.run(RunMode.ONCE);
        assertThat(loop.events()).isEqualTo(3);
        assertThat(loop.eventsWaiting()).isEqualTo(2);
    }
}
