package dev.loopbench.probes.node.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.node.live.WaitBounds.Bounded;
import dev.loopbench.probes.node.live.WaitBounds.Submitted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WaitBoundsTest {

    private static final WaitBounds.Pool TWO = new WaitBounds.Pool(2, 0, true);

    @Test
    void a_job_is_taken_once_fewer_jobs_than_threads_are_before_it() {
        List<Bounded> bounds =
                WaitBounds.of(
                        List.of(job("fs", 0, 100), job("fs", 0, 80), job("fs", 10, 150)),
                        TWO,
                        called -> 0);

        assertThat(bounds.get(2).latestNanos()).isEqualTo(80);
        assertThat(bounds.get(2).earliestNanos()).isEqualTo(80);
    }

    @Test
    void a_finished_job_may_have_waited_for_the_loop() {
        List<Bounded> bounds =
                WaitBounds.of(
                        List.of(job("fs", 0, 100), job("fs", 0, 80), job("fs", 10, 150)),
                        TWO,
                        called -> 30);

        assertThat(bounds.get(2).earliestNanos()).isEqualTo(50);
        assertThat(bounds.get(2).latestNanos()).isEqualTo(80);
    }

    @Test
    void jobs_that_nobody_sees_may_hold_the_threads_up_to_the_callback() {
        List<Bounded> bounds =
                WaitBounds.of(
                        List.of(job("fs", 0, 100)), new WaitBounds.Pool(2, 0, false), called -> 0);

        assertThat(bounds.get(0).earliestNanos()).isEqualTo(0);
        assertThat(bounds.get(0).latestNanos()).isEqualTo(100);
    }

    @Test
    void what_came_before_anything_was_seen_may_wait_for_what_was_not() {
        List<Bounded> bounds =
                WaitBounds.of(
                        List.of(job("fs", 5, 100)), new WaitBounds.Pool(2, 60, true), called -> 0);

        assertThat(bounds.get(0).latestNanos()).isEqualTo(60);
    }

    @Test
    void a_job_that_never_comes_back_holds_a_thread() {
        List<Bounded> bounds =
                WaitBounds.of(
                        List.of(
                                new Submitted("fs", false, 0, WaitBounds.NEVER),
                                job("fs", 1, 50),
                                job("fs", 2, 90)),
                        TWO,
                        called -> 0);

        assertThat(bounds.get(1).latestNanos()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_truth_of_a_simulated_pool_lies_within(long seed) {
        Random random = new Random(seed);
        int threads = 1 + random.nextInt(6);
        long longestReturn = random.nextInt(40);
        List<Submitted> jobs = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        PriorityQueue<Long> free = new PriorityQueue<>();
        for (int thread = 0; thread < threads; thread++) {
            free.add(0L);
        }
        long now = 0;
        for (int i = 0; i < 500; i++) {
            now += random.nextInt(40);
            long start = Math.max(now, free.remove());
            long end = start + random.nextInt(40 * threads);
            free.add(end);
            long back = longestReturn == 0 ? 0 : random.nextInt((int) longestReturn + 1);
            jobs.add(new Submitted("fs", false, now, end + back));
            starts.add(start);
        }
        List<Bounded> bounds =
                WaitBounds.of(jobs, new WaitBounds.Pool(threads, 0, true), called -> longestReturn);

        for (int i = 0; i < jobs.size(); i++) {
            assertThat(starts.get(i))
                    .as("job %d of seed %d", i, seed)
                    .isBetween(bounds.get(i).earliestNanos(), bounds.get(i).latestNanos());
        }
        assertThat(bounds)
                .isSortedAccordingTo(Comparator.comparingLong(b -> b.job().submittedNanos()));
    }

    @Test
    void lookups_wait_for_their_half_of_the_threads_and_others_do_not() {
        WaitBounds.Pool four = new WaitBounds.Pool(4, 0, true);
        List<Bounded> bounds =
                WaitBounds.of(
                        List.of(lookup(0, 1000), lookup(0, 900), lookup(1, 1500), job("fs", 2, 50)),
                        four,
                        called -> 0);

        assertThat(bounds.get(2).earliestNanos()).isEqualTo(900);
        assertThat(bounds.get(2).latestNanos()).isEqualTo(1500);
        assertThat(bounds.get(1).latestNanos()).isZero();
        assertThat(bounds.get(3).latestNanos()).isEqualTo(2);
    }

    private static Submitted job(String kind, long submitted, long called) {
        return new Submitted(kind, false, submitted, called);
    }

    private static Submitted lookup(long submitted, long called) {
        return new Submitted("lookup", true, submitted, called);
    }
}
