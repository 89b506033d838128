package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.pool.FakePool;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.nio.channels.SelectionKey;
import org.junit.jupiter.api.Test;

class UncaughtExceptionTest {

    @Test
    @Rule("E01")
    void a_throwing_timer_goes_to_the_handler_and_the_other_due_ones_still_run() {
        TestLoop test = TestLoop.create();
        test.loop.timer().start(test.logsAndThrows("1"), 0, 0);
        test.loop.timer().start(test.logs("2"), 0, 0);

        test.run();

        assertThat(test.log).containsExactly("1", "uncaught:from 1", "2");
    }

    @Test
    @Rule("E02")
    void without_a_handler_the_run_ends_with_what_was_thrown() {
        TestLoop test = TestLoop.withoutHandler();
        test.loop.timer().start(test.logsAndThrows("1"), 0, 0);
        test.loop.timer().start(test.logs("2"), 0, 0);

        assertThatExceptionOfType(UncaughtException.class)
                .isThrownBy(test::run)
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(test.log).containsExactly("1");
    }

    @Test
    @Rule("E02")
    void without_a_handler_an_inner_callback_ends_the_run_too() {
        TestLoop test = TestLoop.withoutHandler();
        TestIoHandle io = new TestIoHandle(test.loop, new FakeChannel(), SelectionKey.OP_READ);
        io.onReady(ops -> io.callBack(test.logsAndThrows("read")));
        test.poller.makeReady(io.registration(), SelectionKey.OP_READ);

        assertThatExceptionOfType(UncaughtException.class)
                .isThrownBy(test::run)
                .withCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rule("E02")
    void a_loop_that_was_ended_can_only_be_closed() {
        TestLoop test = TestLoop.withoutHandler();
        test.loop.timer().start(test.logsAndThrows("timer"), 0, 1);
        assertThatExceptionOfType(UncaughtException.class).isThrownBy(test::run);

        assertThatIllegalStateException()
                .isThrownBy(test::run)
                .withMessage("an uncaught exception has ended the loop");
        test.loop.close();
    }

    @Test
    @Rule("E02")
    void a_handler_that_throws_ends_the_run() {
        VirtualClock clock = VirtualClock.still();
        IllegalStateException second = new IllegalStateException("second");
        EventLoop loop =
                new EventLoop(
                        EventLoopConfig.of(
                                        clock,
                                        new SimulatedPoller(clock),
                                        new FakePool(clock, 1, 1))
                                .withUncaughtHandler(
                                        thrown -> {
                                            throw second;
                                        }));
        loop.setImmediate(
                () -> {
                    throw new IllegalArgumentException("first");
                });

        assertThatExceptionOfType(UncaughtException.class)
                .isThrownBy(() -> loop.run(RunMode.DEFAULT))
                .withCause(second);
        assertThat(second.getSuppressed())
                .singleElement()
                .hasToString("java.lang.IllegalArgumentException: first");
    }

    @Test
    void a_handler_may_throw_on_what_it_was_given() {
        VirtualClock clock = VirtualClock.still();
        EventLoop loop =
                new EventLoop(
                        EventLoopConfig.of(
                                        clock,
                                        new SimulatedPoller(clock),
                                        new FakePool(clock, 1, 1))
                                .withUncaughtHandler(
                                        thrown -> {
                                            throw (IllegalArgumentException) thrown;
                                        }));
        IllegalArgumentException thrown = new IllegalArgumentException("from a timer");
        loop.setTimeout(
                () -> {
                    throw thrown;
                },
                1);

        assertThatExceptionOfType(UncaughtException.class)
                .isThrownBy(() -> loop.run(RunMode.DEFAULT))
                .withCause(thrown);
    }
}
