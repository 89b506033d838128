package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.loopcore.Phase;
import dev.loopbench.probes.result.Loop;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random loops, with gaps between their phases: what is not in a phase is in the residual. */
final class PhaseSharesTest {

    private static final Phase[] AFTER_POLL = {
        Phase.POLL, Phase.PENDING, Phase.CHECK, Phase.CLOSING, Phase.TIMERS
    };

    private final PhaseProbe probe = new PhaseProbe(ThreadMeter.NONE, Long.MAX_VALUE);
    private long nowNanos;
    private long gapNanos;
    private long busyNanos;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shares_and_residual_add_up_to_one_and_the_residual_is_the_gaps(long seed) {
        Random random = new Random(seed);
        nowNanos = random.nextLong();
        probe.open(nowNanos);
        probe.runStarted(nowNanos);
        for (int iteration = 1; iteration <= 200; iteration++) {
            boolean spins = random.nextBoolean();
            probe.pollEntered(iteration, spins ? 0 : -1, nowNanos);
            int pollNanos = random.nextInt(10_000);
            nowNanos += pollNanos;
            busyNanos += spins ? pollNanos : 0;
            probe.pollReturned(iteration, 1, false, nowNanos);
            for (Phase phase : AFTER_POLL) {
                gap(random);
                phase(random, phase);
            }
        }
        probe.runEnded(nowNanos);
        probe.close(nowNanos);
        Loop loop = probe.loop(StallStacks.none("none"), PauseOverlap.UNKNOWN);

        double shares = loop.busyTime().phases().stream().mapToDouble(Loop.PhaseTime::share).sum();
        assertThat(shares + Objects.requireNonNull(loop.busyTime().residualShare()))
                .as("seed %d", seed)
                .isCloseTo(1.0, within(1e-9));
        assertThat(Objects.requireNonNull(loop.busyTime().residualShare()))
                .as("seed %d", seed)
                .isCloseTo((double) gapNanos / busyNanos, within(1e-9));
        assertThat(probe.invalid()).as("seed %d", seed).isZero();
    }

    private void gap(Random random) {
        int nanos = random.nextInt(20);
        nowNanos += nanos;
        gapNanos += nanos;
        busyNanos += nanos;
    }

    private void phase(Random random, Phase phase) {
        long startNanos = nowNanos;
        int callbacks = random.nextInt(4);
        for (int i = 0; i < callbacks; i++) {
            long calledNanos = nowNanos;
            nowNanos += random.nextInt(1_000);
            probe.callbackEnded(phase, "work", calledNanos, nowNanos);
            for (Phase queue : new Phase[] {Phase.TICKS, Phase.MICROTASKS}) {
                long drainNanos = nowNanos;
                nowNanos += random.nextInt(300);
                probe.drained(queue, 1, drainNanos, nowNanos);
            }
        }
        if (callbacks > 0) {
            probe.phaseEnded(phase, callbacks, startNanos, nowNanos);
        }
        busyNanos += nowNanos - startNanos;
    }
}
