package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfinementTest {

    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop;

    @Test
    void calls_from_another_thread_are_caught_by_assertions() {
        TimerHandle timer = loop.timer();
        WatcherHandle idle = loop.idle();
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("stop", loop::stop);
        calls.put("isAlive", loop::isAlive);
        calls.put("nowMillis", loop::nowMillis);
        calls.put("timer", loop::timer);
        calls.put("nextTick", () -> loop.nextTick(() -> {}));
        calls.put("queueMicrotask", () -> loop.queueMicrotask(() -> {}));
        calls.put("setImmediate", () -> loop.setImmediate(() -> {}));
        calls.put("setTimeout", () -> loop.setTimeout(() -> {}, 1));
        calls.put("submit", () -> test.submit(() -> {}));
        calls.put("TimerHandle.start", () -> timer.start(() -> {}, 1, 0));
        calls.put("WatcherHandle.start", () -> idle.start(() -> {}));
        calls.put("Handle.close", timer::close);
        calls.put("Handle.unref", timer::unref);

        calls.forEach(
                (name, call) ->
                        assertThat(thrownElsewhere(call))
                                .as(name)
                                .isInstanceOf(AssertionError.class));
    }

    @Test
    void send_may_come_from_another_thread() {
        AsyncHandle async = loop.async(test.logs("async"));

        assertThat(thrownElsewhere(async::send)).isNull();

        loop.run(RunMode.NOWAIT);
        assertThat(test.log).containsExactly("async");
    }

    @Test
    void a_loop_belongs_to_the_thread_that_runs_it() {
        assertThat(
                        thrownElsewhere(
                                () -> {
                                    loop.run(RunMode.NOWAIT);
                                    loop.timer();
                                }))
                .isNull();

        assertThatExceptionOfType(AssertionError.class).isThrownBy(loop::timer);
    }

    private static @Nullable Throwable thrownElsewhere(Runnable call) {
        try {
            CompletableFuture.runAsync(call).join();
            return null;
        } catch (CompletionException thrown) {
            return thrown.getCause();
        }
    }
}
