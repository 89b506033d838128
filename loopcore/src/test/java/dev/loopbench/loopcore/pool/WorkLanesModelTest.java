package dev.loopbench.loopcore.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random operations on the lanes and, side by side, on lists that are obviously right. */
class WorkLanesModelTest {

    private static final int OPERATIONS = 2_000;
    private static final List<Lane> LANES = List.of(Lane.values());

    private final CompletionQueue completions = new CompletionQueue(() -> {});
    private final List<PoolRequest<?>> fast = new ArrayList<>();
    private final List<PoolRequest<?>> slow = new ArrayList<>();
    private final List<PoolRequest<?>> running = new ArrayList<>();
    private final List<PoolRequest<?>> ended = new ArrayList<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Rule({"P03", "P05", "P06", "P11", "P12"})
    void any_sequence_keeps_the_limit_and_the_order_and_loses_nothing(long seed) {
        Random random = new Random(seed);
        int threads = 1 + random.nextInt(8);
        WorkLanes lanes = new WorkLanes(PoolShape.of(threads));
        int submitted = 0;
        for (int step = 0; step < OPERATIONS; step++) {
            String where = "seed " + seed + ", step " + step;
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    submit(lanes, random, submitted);
                    submitted++;
                }
                case 2 -> take(lanes, threads, where);
                case 3 -> finishOne(lanes, random);
                default -> cancelOne(lanes, random, where);
            }
            assertThat(lanes.queued()).as(where).isEqualTo(fast.size() + slow.size());
            assertThat(lanes.running()).as(where).isEqualTo(running.size());
            assertThat(slowRunning()).as(where).isLessThanOrEqualTo(lanes.slowThreads());
            assertThat(lanes.canTake()).as(where).isEqualTo(takeable(lanes));
        }
        while (!running.isEmpty() || takeable(lanes)) {
            take(lanes, threads, "seed " + seed + ", at the end");
            finishOne(lanes, random);
        }
        assertThat(ended).as("seed " + seed).hasSize(submitted).doesNotHaveDuplicates();
    }

    private void submit(WorkLanes lanes, Random random, int number) {
        Lane lane = LANES.get(random.nextInt(LANES.size()));
        PoolRequest<Integer> request = new PoolRequest<>(lane, "job", () -> number, null);
        lanes.add(request, completions, number);
        (lane == Lane.SLOW_IO ? slow : fast).add(request);
    }

    private void take(WorkLanes lanes, int threads, String where) {
        if (running.size() == threads) {
            return;
        }
        boolean expected = takeable(lanes);
        PoolRequest<?> taken = lanes.take(running.size());
        if (taken == null) {
            assertThat(expected).as(where).isFalse();
            return;
        }
        assertThat(expected).as(where).isTrue();
        List<PoolRequest<?>> lane = taken.lane() == Lane.SLOW_IO ? slow : fast;
        assertThat(taken).as(where).isSameAs(lane.remove(0));
        running.add(taken);
    }

    private void finishOne(WorkLanes lanes, Random random) {
        if (!running.isEmpty()) {
            PoolRequest<?> request = running.remove(random.nextInt(running.size()));
            lanes.finished(request);
            ended.add(request);
        }
    }

    private void cancelOne(WorkLanes lanes, Random random, String where) {
        List<List<PoolRequest<?>>> all = List.of(fast, slow, running, ended);
        List<PoolRequest<?>> from = all.get(random.nextInt(all.size()));
        if (from.isEmpty()) {
            return;
        }
        PoolRequest<?> request = from.get(random.nextInt(from.size()));
        boolean queued = from == fast || from == slow;
        assertThat(lanes.cancel(request)).as(where).isEqualTo(queued);
        if (queued) {
            from.remove(request);
            ended.add(request);
        }
    }

    private boolean takeable(WorkLanes lanes) {
        return !fast.isEmpty() || (!slow.isEmpty() && slowRunning() < lanes.slowThreads());
    }

    private int slowRunning() {
        return (int) running.stream().filter(request -> request.lane() == Lane.SLOW_IO).count();
    }
}
