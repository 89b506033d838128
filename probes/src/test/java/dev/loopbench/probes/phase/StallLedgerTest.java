package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.phase.StallStacks.Seen;
import dev.loopbench.probes.result.Loop;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StallLedgerTest {

    private static final List<Seen> SEEN = List.of(Seen.values());

    @Test
    void every_part_that_is_read_is_told_and_the_rest_was_waited_away() {
        assertThat(parts(41, 6L, 21L, 10L, 7L, 1L, Seen.NOT_SEEN))
                .isEqualTo(new Loop.StallParts(6L, 21L, 7L, 3L, 4L, 0));
    }

    @Test
    void without_a_sign_of_waiting_the_rest_is_unexplained() {
        assertThat(parts(41, 6L, 21L, 10L, 7L, 0L, Seen.RUNNABLE))
                .isEqualTo(new Loop.StallParts(6L, 21L, 7L, 3L, 0L, 4));
    }

    @Test
    void a_thread_nobody_looked_at_may_have_waited_or_not() {
        assertThat(parts(41, 6L, 21L, 10L, 7L, null, Seen.NOT_SEEN))
                .isEqualTo(new Loop.StallParts(6L, 21L, 7L, 3L, null, 4));
    }

    @Test
    void a_thread_in_native_code_that_does_not_compute_waits_there() {
        assertThat(parts(100, 10L, 0L, 0L, 0L, 0L, Seen.IN_NATIVE_CODE).blockedNanos())
                .isEqualTo(90);
        assertThat(parts(100, 60L, 0L, 0L, 0L, 0L, Seen.IN_NATIVE_CODE).blockedNanos()).isZero();
    }

    @Test
    void the_processor_comes_first_and_takes_no_more_than_there_is() {
        assertThat(parts(41, 42L, 5L, 3L, 1L, 9L, Seen.WAITING))
                .isEqualTo(new Loop.StallParts(41L, 0L, 0L, 0L, 0L, 0));
    }

    @Test
    void a_wait_for_a_core_while_the_world_stands_still_is_the_pauses() {
        assertThat(parts(40, 0L, 30L, 25L, 0L, 0L, Seen.RUNNABLE))
                .isEqualTo(new Loop.StallParts(0L, 30L, 0L, 10L, 0L, 0));
    }

    @Test
    void throttling_is_no_more_than_the_wait_for_a_core() {
        assertThat(parts(40, 10L, 0L, 20L, 90L, 0L, Seen.RUNNABLE))
                .isEqualTo(new Loop.StallParts(10L, 0L, 20L, 0L, 0L, 10));
    }

    @Test
    void a_reading_that_is_missing_hides_in_what_is_unexplained() {
        assertThat(parts(40, null, 5L, 5L, 0L, 9L, Seen.WAITING))
                .isEqualTo(new Loop.StallParts(null, 5L, 0L, 5L, null, 30));
        assertThat(parts(40, 10L, null, 5L, 0L, 9L, Seen.WAITING))
                .isEqualTo(new Loop.StallParts(10L, null, 0L, 5L, null, 25));
        assertThat(parts(40, 10L, 5L, null, 0L, 9L, Seen.WAITING))
                .isEqualTo(new Loop.StallParts(10L, 5L, null, null, null, 25));
    }

    @Test
    void where_throttling_cannot_be_told_the_wait_for_a_core_cannot_be_split() {
        assertThat(parts(40, 10L, 5L, 20L, null, 9L, Seen.WAITING))
                .isEqualTo(new Loop.StallParts(10L, 5L, null, null, null, 25));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_is_read_the_parts_add_up_and_none_is_negative(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            long duration = random.nextLong() >>> (1 + random.nextInt(62));
            Loop.StallParts parts =
                    parts(
                            duration,
                            reading(random, duration),
                            reading(random, duration),
                            reading(random, duration),
                            reading(random, duration),
                            reading(random, 3),
                            SEEN.get(random.nextInt(SEEN.size())));
            assertThat(all(parts).mapToLong(nanos -> nanos).sum())
                    .as("seed %s: %s of %s", seed, parts, duration)
                    .isEqualTo(duration);
            assertThat(all(parts)).as("seed %s: %s", seed, parts).allMatch(nanos -> nanos >= 0);
        }
    }

    private static @Nullable Long reading(Random random, long duration) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> 0L;
            case 2 -> duration;
            case 3 -> random.nextLong() >>> 2;
            default -> (long) (random.nextDouble() * duration);
        };
    }

    private static Stream<Long> all(Loop.StallParts parts) {
        return Stream.of(
                        parts.cpuNanos(),
                        parts.gcNanos(),
                        parts.throttledNanos(),
                        parts.runQueueNanos(),
                        parts.blockedNanos(),
                        (Long) parts.unexplainedNanos())
                .map(nanos -> nanos == null ? 0L : nanos);
    }

    private static Loop.StallParts parts(
            long duration,
            @Nullable Long cpu,
            @Nullable Long gc,
            @Nullable Long runDelay,
            @Nullable Long throttled,
            @Nullable Long switches,
            Seen seen) {
        return StallLedger.parts(
                new StallLedger.Readings(duration, cpu, gc, runDelay, throttled, switches, seen));
    }
}
