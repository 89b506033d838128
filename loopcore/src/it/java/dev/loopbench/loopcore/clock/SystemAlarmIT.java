package dev.loopbench.loopcore.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemAlarmIT {

    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    private final NanoClock clock = new SystemNanoClock();
    private final List<Thread> threads = new ArrayList<>();
    private final SystemAlarm alarm =
            new SystemAlarm(
                    clock,
                    body -> {
                        Thread made = new Thread(body, "alarm");
                        threads.add(made);
                        return made;
                    });

    @AfterEach
    void close() {
        alarm.close();
    }

    @Test
    void it_goes_off_at_its_instant_or_after() throws Exception {
        AtomicLong lateNanos = new AtomicLong(-1);
        CountDownLatch done = new CountDownLatch(1);
        long instant = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
        alarm.set(
                instant,
                () -> {
                    lateNanos.set(clock.nanoTime() - instant);
                    done.countDown();
                });
        done.await();

        assertThat(lateNanos.get()).isNotNegative();
    }

    @Test
    void an_earlier_instant_wakes_it_and_replaces_the_later_one() throws Exception {
        List<String> rings = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        alarm.set(clock.nanoTime() + HOUR_NANOS, () -> rings.add("late"));
        while (threads.get(0).getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        alarm.set(
                clock.nanoTime(),
                () -> {
                    rings.add("early");
                    done.countDown();
                });
        done.await();

        assertThat(rings).containsExactly("early");
    }

    @Test
    void a_later_instant_replaces_the_earlier_one() throws Exception {
        List<String> rings = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        long now = clock.nanoTime();
        alarm.set(now + HOUR_NANOS, () -> rings.add("first"));
        alarm.set(now + HOUR_NANOS + 1, () -> rings.add("second"));
        alarm.set(now, done::countDown);
        done.await();

        assertThat(rings).isEmpty();
    }

    @Test
    void an_action_may_set_the_next_instant() throws Exception {
        CountDownLatch done = new CountDownLatch(3);
        Runnable action =
                new Runnable() {
                    @Override
                    public void run() {
                        done.countDown();
                        alarm.set(clock.nanoTime(), this);
                    }
                };
        alarm.set(clock.nanoTime(), action);

        done.await();
        assertThat(done.getCount()).isZero();
    }

    @Test
    void closing_ends_its_thread_and_drops_what_was_set() {
        List<String> rings = new CopyOnWriteArrayList<>();
        alarm.set(clock.nanoTime() + HOUR_NANOS, () -> rings.add("never"));
        alarm.close();

        assertThat(threads.get(0).isAlive()).isFalse();
        assertThat(rings).isEmpty();
    }

    @Test
    void it_can_be_closed_from_its_own_action() throws Exception {
        alarm.set(clock.nanoTime(), alarm::close);
        threads.get(0).join();

        assertThat(threads.get(0).isAlive()).isFalse();
    }
}
