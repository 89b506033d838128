package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ScriptTest {

    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop;

    @Test
    @Rule("E03")
    void work_added_before_exit_runs_the_loop_again_until_none_is_added() {
        int[] exits = {0};
        Script script =
                new Script(
                        loop,
                        () -> loop.setTimeout(test.logs("timeout"), 1),
                        () -> {
                            test.log.add("before exit");
                            if (++exits[0] < 3) {
                                loop.setImmediate(test.logs("added"));
                            }
                        });

        assertThat(script.run()).isFalse();
        assertThat(test.log)
                .containsExactly(
                        "timeout", "before exit", "added", "before exit", "added", "before exit");
    }

    @Test
    void ticks_and_microtasks_of_the_main_callback_run_before_the_loop() {
        new Script(
                        loop,
                        () -> {
                            loop.setTimeout(test.logs("timeout"), 1);
                            loop.queueMicrotask(test.logs("microtask"));
                            loop.nextTick(test.logs("tick"));
                            test.passMillis(5);
                        })
                .run();

        assertThat(test.log).containsExactly("tick", "microtask", "timeout");
    }

    @Test
    void a_main_callback_that_throws_does_not_keep_the_loop_from_running() {
        new Script(
                        loop,
                        () -> {
                            loop.setTimeout(test.logs("timeout"), 1);
                            test.logsAndThrows("main").run();
                        })
                .run();

        assertThat(test.log).containsExactly("main", "uncaught:from main", "timeout");
    }

    @Test
    void a_script_that_is_stopped_ends_without_before_exit() {
        Script script =
                new Script(loop, () -> loop.setInterval(loop::stop, 1), test.logs("before exit"));

        assertThat(script.run()).isTrue();
        assertThat(test.log).isEmpty();
    }

    @Test
    @Rule("E02")
    void without_a_handler_a_script_ends_with_what_its_main_callback_threw() {
        TestLoop bare = TestLoop.withoutHandler();

        assertThatExceptionOfType(UncaughtException.class)
                .isThrownBy(() -> new Script(bare.loop, bare.logsAndThrows("main")).run());
    }
}
