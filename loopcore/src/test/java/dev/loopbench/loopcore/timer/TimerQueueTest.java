package dev.loopbench.loopcore.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerQueueTest {

    private record Expected(TimerQueue.Entry<Integer> entry, long deadline, int order) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void behaves_like_a_list_kept_in_order(long seed) {
        Random random = new Random(seed);
        long base = seed % 2 == 0 ? 0 : Long.MAX_VALUE - 20;
        TimerQueue<Integer> queue = new TimerQueue<>();
        List<Expected> list = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            String at = "seed " + seed + ", step " + step;
            int action = random.nextInt(10);
            if (action < 5) {
                TimerQueue.Entry<Integer> entry = new TimerQueue.Entry<>(step);
                long deadline = base + random.nextInt(20);
                queue.add(entry, deadline);
                list.add(new Expected(entry, deadline, step));
                list.sort(
                        Comparator.comparingLong(Expected::deadline)
                                .thenComparingInt(Expected::order));
            } else if (!list.isEmpty()) {
                int index = action < 8 ? 0 : random.nextInt(list.size());
                Expected removed = list.remove(index);
                queue.remove(removed.entry);
                assertThat(removed.entry.isQueued()).as(at).isFalse();
                assertThat(removed.entry.deadline()).as(at).isEqualTo(removed.deadline);
            }
            assertThat(queue.size()).as(at).isEqualTo(list.size());
            assertThat(queue.first()).as(at).isSameAs(list.isEmpty() ? null : list.get(0).entry);
        }
    }

    @Test
    void removing_what_is_not_queued_does_nothing() {
        TimerQueue<String> queue = new TimerQueue<>();
        TimerQueue.Entry<String> entry = new TimerQueue.Entry<>("owner");

        queue.remove(entry);

        assertThat(queue.size()).isZero();
        assertThat(entry.owner()).isEqualTo("owner");
    }

    @Test
    void adding_what_is_queued_is_refused() {
        TimerQueue<String> queue = new TimerQueue<>();
        TimerQueue.Entry<String> entry = new TimerQueue.Entry<>("owner");
        queue.add(entry, 1);

        assertThatIllegalStateException().isThrownBy(() -> queue.add(entry, 2));
    }
}
