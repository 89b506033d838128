package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutTest {

    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop;

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "-5, 1",
        "0.9, 1",
        "NaN, 1",
        "Infinity, 1",
        "2147483648, 1",
        "2147483647, 2147483647",
        "1.8, 1",
        "2.9, 2"
    })
    @Rule("T12")
    void a_delay_is_truncated_and_counts_as_1_where_it_does_not_fit(double delay, long effective) {
        assertThat(Timeout.effectiveDelayMillis(delay)).isEqualTo(effective);
    }

    @Test
    @Rule("T12")
    void delays_that_truncate_to_the_same_fire_in_creation_order() {
        loop.setTimeout(test.logs("1"), 1);
        loop.setTimeout(test.logs("1.8"), 1.8);
        loop.setTimeout(test.logs("1.1"), 1.1);
        loop.setTimeout(test.logs("0"), 0);

        test.run();

        assertThat(test.log).containsExactly("1", "1.8", "1.1", "0");
    }

    @Test
    void starting_a_timeout_refreshes_the_clock() {
        test.passMillis(30);
        loop.setTimeout(() -> test.log.add("at " + test.clockMillis()), 10);

        test.run();

        assertThat(test.log).containsExactly("at 40");
    }

    @Test
    @Rule("T15")
    void a_timeout_made_in_a_callback_waits_even_if_that_burned_its_whole_delay() {
        loop.setTimeout(
                () -> {
                    test.log.add("outer");
                    loop.setTimeout(test.logs("inner"), 1);
                    test.passMillis(5);
                },
                1);
        loop.setTimeout(test.logs("peer"), 1);
        loop.check().start(test.logs("check"));

        loop.run(RunMode.ONCE);

        assertThat(test.log).containsExactly("check", "outer", "peer");
    }

    @Test
    @Rule("T16")
    void an_interval_is_counted_from_before_its_callback() {
        Timeout[] interval = new Timeout[1];
        interval[0] =
                loop.setInterval(
                        () -> {
                            test.log.add("at " + test.clockMillis());
                            test.passMillis(4);
                            if (test.log.size() == 3) {
                                interval[0].clear();
                            }
                        },
                        10);

        test.run();

        assertThat(test.log).containsExactly("at 10", "at 20", "at 30");
    }

    @Test
    @Rule("T16")
    void an_interval_that_throws_is_still_repeated() {
        Timeout[] interval = new Timeout[1];
        interval[0] =
                loop.setInterval(
                        () -> {
                            if (test.clockMillis() == 20) {
                                interval[0].clear();
                            }
                            throw new IllegalStateException("at " + test.clockMillis());
                        },
                        10);

        test.run();

        assertThat(test.log).containsExactly("uncaught:at 10", "uncaught:at 20");
    }

    @Test
    @Rule("T16")
    void an_interval_goes_behind_a_timeout_of_equal_delay_made_in_its_callback() {
        Timeout[] interval = new Timeout[1];
        interval[0] =
                loop.setInterval(
                        () -> {
                            test.log.add("interval");
                            loop.setTimeout(test.logs("timeout"), 10);
                            if (test.log.size() > 2) {
                                interval[0].clear();
                            }
                        },
                        10);

        loop.run(RunMode.ONCE);
        loop.run(RunMode.ONCE);
        interval[0].clear();

        assertThat(test.log).containsExactly("interval", "timeout", "interval");
    }

    @Test
    @Rule("T17")
    void intervals_that_are_always_late_do_not_starve_the_poll() {
        loop.setInterval(() -> test.passMillis(12), 10);
        loop.setInterval(() -> test.passMillis(15), 10);
        loop.run(RunMode.ONCE);
        test.submit(
                () -> {
                    test.log.add("completed in iteration " + loop.iterations());
                    loop.stop();
                });

        test.run();

        assertThat(test.log).containsExactly("completed in iteration 2");
    }

    @Test
    @Rule("T18")
    void an_unreferenced_timeout_fires_only_if_something_else_keeps_the_loop_alive() {
        loop.setTimeout(test.logs("never"), 10).unref();
        test.run();
        assertThat(test.log).isEmpty();

        loop.setTimeout(test.logs("kept"), 10).unref();
        loop.setTimeout(test.logs("keeper"), 20);
        test.run();
        assertThat(test.log).containsExactly("never", "kept", "keeper");
    }

    @Test
    @Rule("T18")
    void a_timeouts_reference_can_be_given_up_and_taken_again() {
        Timeout timeout = loop.setTimeout(test.logs("timeout"), 10);
        assertThat(timeout.hasRef()).isTrue();
        timeout.unref();
        assertThat(timeout.hasRef()).isFalse();
        assertThat(loop.isAlive()).isFalse();

        timeout.ref();
        assertThat(loop.isAlive()).isTrue();
    }

    @Test
    @Rule("T19")
    void refresh_starts_the_delay_over_and_goes_behind_equal_peers() {
        Timeout refreshed = loop.setTimeout(test.logs("refreshed"), 10);
        test.passMillis(5);
        loop.setTimeout(test.logs("peer"), 10);
        refreshed.refresh();

        test.run();

        assertThat(test.log).containsExactly("peer", "refreshed");
        assertThat(test.clockMillis()).isEqualTo(15);
    }

    @Test
    @Rule("T19")
    void refresh_brings_back_a_timeout_that_has_fired_but_not_one_that_was_cleared() {
        Timeout fired = loop.setTimeout(test.logs("fired"), 1);
        test.run();
        fired.refresh();
        test.run();
        assertThat(test.log).containsExactly("fired", "fired");

        fired.clear();
        fired.refresh();
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    @Rule("T19")
    void clear_ends_timeouts_and_intervals_alike() {
        Timeout timeout = loop.setTimeout(test.logs("timeout"), 1);
        Timeout interval = loop.setInterval(test.logs("interval"), 1);

        timeout.clear();
        interval.clear();
        interval.clear();

        assertThat(loop.isAlive()).isFalse();
    }
}
