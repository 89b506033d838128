package dev.loopbench.probes.stall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.phase.LoopActivity;
import dev.loopbench.probes.phase.StallStacks;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WatchdogIT {

    private static final long THRESHOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final NanoClock clock = new SystemNanoClock();
    private final LoopActivity activity = new LoopActivity();
    private final ThreadFactory threads = Executors.defaultThreadFactory();
    private final Watchdog watchdog = new Watchdog(activity, clock, threads, THRESHOLD_NANOS);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void the_stack_shows_what_blocks_the_loop() throws InterruptedException {
        Thread loop = threads.newThread(this::blockedCallback);
        loop.start();
        while (loop.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        do {
            watchdog.open(loop, nowNanos -> {});
            clock.sleep(THRESHOLD_NANOS);
            watchdog.close();
        } while (watchdog.samples() == 0);
        release.countDown();
        loop.join();

        StallStacks.Sample sample = watchdog.stacks().during(1);
        assertThat(sample.reason()).isNull();
        assertThat(StackFrames.blockingFrame(Objects.requireNonNull(sample.stack())).orElseThrow())
                .contains("WatchdogIT.blockedCallback");
        assertThat(watchdog.samples()).isEqualTo(1);
        assertThat(watchdog.costNanos()).isPositive();
    }

    @Test
    void its_thread_is_gone_after_the_close_and_a_new_window_finds_nothing_of_the_last() {
        watchdog.open(Thread.currentThread(), nowNanos -> {});
        assertThatIllegalStateException()
                .isThrownBy(() -> watchdog.open(Thread.currentThread(), nowNanos -> {}));
        watchdog.close();
        watchdog.close();
        watchdog.open(Thread.currentThread(), nowNanos -> {});
        watchdog.close();

        assertThat(watchdog.samples()).isZero();
        assertThat(watchdog.stacks().during(1).stack()).isNull();
    }

    private void blockedCallback() {
        activity.busy(clock.nanoTime());
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
