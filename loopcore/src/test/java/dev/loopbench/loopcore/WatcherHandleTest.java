package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WatcherHandleTest {

    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop;

    @Test
    @Rule("W01")
    void each_started_handle_is_called_once_an_iteration() {
        loop.idle().start(test.logs("idle"));
        loop.prepare().start(test.logs("prepare"));
        loop.check().start(test.logs("check"));

        loop.run(RunMode.NOWAIT);
        loop.run(RunMode.NOWAIT);

        assertThat(test.log)
                .containsExactly("idle", "prepare", "check", "idle", "prepare", "check");
    }

    @Test
    @Rule("W01")
    void a_handle_started_by_one_of_its_kind_waits_for_the_next_iteration() {
        WatcherHandle late = loop.prepare();
        loop.prepare()
                .start(
                        () -> {
                            test.log.add("early");
                            late.start(test.logs("late"));
                        });

        loop.run(RunMode.NOWAIT);
        assertThat(test.log).containsExactly("early");

        loop.run(RunMode.NOWAIT);
        assertThat(test.log).containsExactly("early", "late", "early");
    }

    @Test
    @Rule("W01")
    void a_handle_restarted_by_one_of_its_kind_waits_as_well() {
        WatcherHandle restarted = loop.check();
        restarted.start(test.logs("restarted"));
        WatcherHandle first = loop.check();
        first.start(
                () -> {
                    test.log.add("first");
                    restarted.stop();
                    restarted.start(test.logs("restarted"));
                    first.stop();
                });

        loop.run(RunMode.NOWAIT);
        assertThat(test.log).containsExactly("first");

        loop.run(RunMode.NOWAIT);
        assertThat(test.log).containsExactly("first", "restarted");
    }

    @Test
    @Rule("W02")
    void handles_may_stop_themselves_and_their_siblings() {
        WatcherHandle last = loop.idle();
        WatcherHandle sibling = loop.idle();
        WatcherHandle self = loop.idle();
        last.start(test.logs("last"));
        sibling.start(test.logs("sibling"));
        self.start(
                () -> {
                    test.log.add("self");
                    self.stop();
                    sibling.stop();
                });

        loop.run(RunMode.NOWAIT);
        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("self", "last", "last");
    }

    @Test
    @Rule("W02")
    void a_handle_closed_in_its_own_callback_gets_its_close_callback_once() {
        WatcherHandle sibling = loop.prepare();
        sibling.start(test.logs("sibling"));
        WatcherHandle self = loop.prepare();
        self.start(
                () -> {
                    test.log.add("self");
                    self.close(test.logs("self closed"));
                    sibling.close(test.logs("sibling closed"));
                });

        test.run();

        assertThat(test.log).containsExactly("self", "sibling closed", "self closed");
    }

    @Test
    @Rule("W03")
    void the_handle_started_last_runs_first_and_the_order_stays() {
        WatcherHandle first = loop.check();
        WatcherHandle second = loop.check();
        WatcherHandle third = loop.check();
        first.start(test.logs("1"));
        second.start(test.logs("2"));
        third.start(test.logs("3"));

        loop.run(RunMode.NOWAIT);
        second.stop();
        loop.run(RunMode.NOWAIT);
        second.start(test.logs("2"));
        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("3", "2", "1", "3", "1", "2", "3", "1");
    }

    @Test
    @Rule("W03")
    @SuppressWarnings("NullAway") // the rule is about null
    void starting_an_active_handle_keeps_its_callback_and_none_is_refused() {
        WatcherHandle idle = loop.idle();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> idle.start(null))
                .withMessage("the idle handle needs a callback");
        idle.start(test.logs("old"));
        idle.start(test.logs("new"));
        idle.start(null);

        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("old");
    }

    @Test
    void starting_a_closing_handle_is_refused() {
        WatcherHandle check = loop.check();
        check.close();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.start(() -> {}))
                .withMessage("the check handle is closed");
    }

    @Test
    @Rule("W04")
    void an_idle_handle_starves_neither_timers_nor_check_handles() {
        int[] idles = {0};
        WatcherHandle idle = loop.idle();
        idle.start(
                () -> {
                    idles[0]++;
                    test.passMillis(1); // or virtual time would stand still
                });
        int[] checks = {0};
        WatcherHandle check = loop.check();
        check.start(() -> checks[0]++);
        loop.timer().start(loop::stop, 50, 0);

        test.run();

        assertThat(idles[0]).isEqualTo(50);
        assertThat(checks[0]).isEqualTo(50);
    }

    @Test
    @Rule("W05")
    void check_handles_run_before_close_callbacks() {
        WatcherHandle prepare = loop.prepare();
        prepare.start(() -> prepare.close(test.logs("closed")));
        WatcherHandle check = loop.check();
        check.start(test.logs("check"));
        check.unref();

        test.run();

        assertThat(test.log).containsExactly("check", "closed");
    }

    @Test
    @Rule("W05")
    void a_timer_started_in_check_runs_after_the_next_prepare() {
        WatcherHandle idle = loop.idle();
        idle.start(idle::stop);
        loop.prepare().start(test.logs("prepare"));
        WatcherHandle check = loop.check();
        check.start(
                () -> {
                    test.log.add("check");
                    loop.timer().start(test.logs("timer"), 10, 0);
                    check.stop();
                });

        loop.run(RunMode.ONCE);
        loop.run(RunMode.ONCE);

        assertThat(test.log).containsExactly("prepare", "check", "prepare", "timer");
    }
}
