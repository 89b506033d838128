package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.channels.SelectionKey;
import org.junit.jupiter.api.Test;

class HandleCloseTest {

    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop;

    @Test
    @Rule("C01")
    void a_close_callback_never_runs_inside_close() {
        loop.timer().close(test.logs("closed"));
        assertThat(test.log).isEmpty();

        test.run();
        assertThat(test.log).containsExactly("closed");
    }

    @Test
    @Rule("C01")
    void a_handle_closed_before_the_closing_phase_is_called_in_the_same_iteration() {
        WatcherHandle check = loop.check();
        check.start(() -> check.close(test.logs("closed")));

        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("closed");
    }

    @Test
    @Rule("C01")
    void a_handle_closed_in_the_timers_phase_is_called_in_the_next_iteration() {
        TimerHandle timer = loop.timer();
        timer.start(() -> timer.close(test.logs("closed")), 0, 0);

        assertThat(loop.run(RunMode.NOWAIT)).isTrue();
        assertThat(test.log).isEmpty();

        assertThat(loop.run(RunMode.NOWAIT)).isFalse();
        assertThat(test.log).containsExactly("closed");
    }

    @Test
    @Rule("C02")
    void close_callbacks_run_in_reverse_order_of_the_close_calls() {
        loop.timer().close(test.logs("1"));
        loop.idle().close(test.logs("2"));
        loop.async(null).close(test.logs("3"));

        test.run();

        assertThat(test.log).containsExactly("3", "2", "1");
    }

    @Test
    @Rule("C03")
    void a_handle_closed_in_a_close_callback_waits_for_an_iteration_that_does_not_block() {
        TimerHandle second = loop.timer();
        loop.timer().start(() -> {}, 100, 0);
        loop.timer()
                .close(
                        () -> {
                            test.log.add("first");
                            second.close(test.logs("second"));
                        });

        loop.run(RunMode.ONCE);
        assertThat(test.log).containsExactly("first");

        loop.run(RunMode.ONCE);
        assertThat(test.log).containsExactly("first", "second");
        assertThat(test.clockMillis()).isZero();
    }

    @Test
    @Rule("C03")
    void an_unreferenced_closing_handle_still_holds_the_loop() {
        TimerHandle timer = loop.timer();
        timer.unref();
        timer.close(test.logs("closed"));

        assertThat(loop.isAlive()).isTrue();
        test.run();
        assertThat(test.log).containsExactly("closed");
    }

    @Test
    @Rule("C04")
    void closing_stops_the_handle_at_once() {
        TimerHandle timer = loop.timer();
        timer.start(test.logs("timer"), 0, 0);
        assertThat(timer.isActive()).isTrue();
        assertThat(timer.isClosing()).isFalse();

        timer.close();

        assertThat(timer.isActive()).isFalse();
        assertThat(timer.isClosing()).isTrue();
        test.run();
        assertThat(test.log).isEmpty();
    }

    @Test
    @Rule("C04")
    void closing_twice_is_refused() {
        TimerHandle timer = loop.timer();
        timer.close(test.logs("closed"));

        assertThatIllegalStateException()
                .isThrownBy(() -> timer.close(() -> {}))
                .withMessage("the timer handle is closed already");
        test.run();
        assertThat(test.log).containsExactly("closed");
    }

    @Test
    void who_keeps_account_of_a_handle_is_called_before_who_closes_it() {
        TimerHandle timer = loop.timer();
        timer.whenClosed(test.logs("account 1"));
        timer.whenClosed(test.logsAndThrows("account 2"));

        timer.close(test.logs("closed"));
        assertThat(test.log).isEmpty();
        test.run();

        assertThat(test.log)
                .containsExactly("account 1", "account 2", "uncaught:from account 2", "closed");
    }

    @Test
    void a_closing_handle_takes_no_more_close_callbacks() {
        TimerHandle timer = loop.timer();
        timer.close();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> timer.whenClosed(() -> {}))
                .withMessage("the timer handle is closed");
    }

    @Test
    @Rule("C05")
    void requests_under_way_are_finished_before_the_close_callback() {
        TestIoHandle io = new TestIoHandle(loop, new FakeChannel(), SelectionKey.OP_READ);
        for (int i = 0; i < 32; i++) {
            io.request(test.logs("cancelled " + i));
        }

        io.close(
                () -> {
                    test.log.add("closed");
                    loop.close();
                });
        assertThat(test.log).isEmpty();
        test.run();

        assertThat(test.log)
                .hasSize(34)
                .startsWith("cancelled 0", "cancelled 1")
                .endsWith("cancelled 31", "closed", "uncaught:a callback cannot close its loop");
        loop.close();
    }

    @Test
    void a_handle_that_is_not_active_does_not_become_so_once_it_is_closing() {
        TestIoHandle io = new TestIoHandle(loop, new FakeChannel(), SelectionKey.OP_READ);
        io.deactivate();
        assertThat(loop.isAlive()).isFalse();
        io.close();

        io.request(() -> {});

        assertThat(io.isActive()).isFalse();
    }
}
