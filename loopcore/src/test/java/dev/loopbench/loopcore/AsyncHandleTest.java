package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsyncHandleTest {

    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop;

    @Test
    @Rule("A01")
    void sends_before_the_callback_are_one() {
        AsyncHandle async = loop.async(test.logs("async"));
        async.send();
        async.send();
        async.send();

        loop.run(RunMode.ONCE);
        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("async");
    }

    @Test
    @Rule("A03")
    void a_send_made_in_the_callback_causes_another_one() {
        int[] calls = {0};
        AsyncHandle[] async = new AsyncHandle[1];
        async[0] =
                loop.async(
                        () -> {
                            test.log.add("async");
                            if (++calls[0] < 3) {
                                async[0].send();
                            }
                        });
        async[0].send();
        WatcherHandle check = loop.check();
        check.start(test.logs("check"));

        loop.run(RunMode.ONCE);
        loop.run(RunMode.ONCE);
        loop.run(RunMode.ONCE);

        assertThat(test.log).containsExactly("async", "check", "async", "check", "async", "check");
    }

    @Test
    @Rule("A04")
    void it_is_active_from_its_making_and_holds_the_loop_until_closed_or_unreferenced() {
        AsyncHandle async = loop.async(null);
        assertThat(async.isActive()).isTrue();
        assertThat(loop.isAlive()).isTrue();

        async.unref();
        assertThat(loop.isAlive()).isFalse();

        async.ref();
        async.close();
        test.run();
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    @Rule("A04")
    void without_a_callback_it_only_wakes_the_loop() {
        AsyncHandle async = loop.async(null);
        async.send();
        loop.timer().start(test.logs("timer"), 100, 0);
        loop.check().start(test.logs("check"));

        loop.run(RunMode.ONCE);

        assertThat(test.log).containsExactly("check");
        assertThat(test.clockMillis()).isZero();
    }

    @Test
    @Rule("A05")
    void handles_are_called_in_the_order_in_which_they_were_sent() {
        AsyncHandle first = loop.async(test.logs("made first"));
        AsyncHandle second = loop.async(test.logs("made second"));
        loop.async(test.logs("never sent"));
        second.send();
        first.send();
        second.send();

        loop.run(RunMode.ONCE);

        assertThat(test.log).containsExactly("made second", "made first");
    }

    @Test
    @Rule("A05")
    void after_its_close_no_callback_comes() {
        AsyncHandle async = loop.async(test.logs("async"));
        AsyncHandle sibling = loop.async(test.logs("sibling"));
        loop.prepare()
                .start(
                        () -> {
                            async.send();
                            sibling.send();
                            async.close(test.logs("closed"));
                        });

        loop.run(RunMode.ONCE);
        async.send();
        loop.run(RunMode.NOWAIT);

        assertThat(test.log).startsWith("sibling", "closed").doesNotContain("async");
    }
}
