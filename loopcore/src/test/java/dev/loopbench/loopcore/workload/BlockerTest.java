package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.Phase;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockerTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private record Callback(Phase phase, String label, long startNanos, long endNanos) {}

    private final List<Callback> holds = new ArrayList<>();
    private final LoopObserver observer =
            new LoopObserver() {
                @Override
                public void callbackEnded(
                        Phase phase, String label, long startNanos, long endNanos) {
                    if (label.startsWith("block-with")) {
                        holds.add(new Callback(phase, label, startNanos, endNanos));
                    }
                }
            };

    /** Runs for 350 ms with 20 ms held every 100 ms. */
    private void run(VirtualClock clock, Blocking.Mode mode) {
        SimulatedLoop simulated = new SimulatedLoop(clock, observer);
        Blocker blocker = new Blocker(simulated.loop, new Blocking(mode, 100 * MILLI, 20 * MILLI));
        blocker.start();
        simulated.loop.setTimeout(blocker::stop, 350);
        simulated.loop.run(RunMode.DEFAULT);
        simulated.loop.close();
    }

    @Test
    void spinning_holds_the_loop_so_long_every_so_often() {
        run(VirtualClock.still(), Blocking.Mode.LOOP);

        assertThat(holds)
                .containsExactly(
                        held("block-with loop", 100),
                        held("block-with loop", 200),
                        held("block-with loop", 300));
    }

    @Test
    void sleeping_holds_the_loop_so_long_every_so_often() {
        run(VirtualClock.still(), Blocking.Mode.SLEEP);

        assertThat(holds)
                .containsExactly(
                        held("block-with sleep", 100),
                        held("block-with sleep", 200),
                        held("block-with sleep", 300));
    }

    @Test
    void deriving_keys_holds_the_loop_until_the_first_key_after_that_time() {
        run(VirtualClock.still(), Blocking.Mode.PBKDF2_SYNC);

        assertThat(holds).hasSize(3);
        assertThat(holds)
                .allSatisfy(
                        hold -> {
                            assertThat(hold.label).isEqualTo("block-with pbkdf2-sync");
                            assertThat(hold.endNanos - hold.startNanos)
                                    .isBetween(20 * MILLI, 21 * MILLI);
                        });
    }

    @ParameterizedTest
    @EnumSource
    void it_ends_on_a_clock_whose_reading_takes_time(Blocking.Mode mode) {
        run(new VirtualClock(Long.MAX_VALUE - 150 * MILLI, 25), mode);

        assertThat(holds).hasSize(3);
        assertThat(holds).allMatch(hold -> hold.endNanos - hold.startNanos >= 20 * MILLI);
    }

    @Test
    void it_does_not_keep_the_loop_alive() {
        SimulatedLoop simulated = new SimulatedLoop(VirtualClock.still(), observer);
        new Blocker(simulated.loop, new Blocking(Blocking.Mode.LOOP, MILLI, MILLI)).start();

        assertThat(simulated.loop.run(RunMode.DEFAULT)).isFalse();
        assertThat(holds).isEmpty();
    }

    @Test
    void its_first_interval_begins_with_its_start() {
        SimulatedLoop simulated = new SimulatedLoop(VirtualClock.still(), observer);
        Blocker blocker =
                new Blocker(
                        simulated.loop, new Blocking(Blocking.Mode.SLEEP, 100 * MILLI, 20 * MILLI));
        simulated.loop.setTimeout(() -> {}, 300);
        // The loop's cached clock does not know of these 70 ms yet.
        simulated.clock.advance(70 * MILLI);
        blocker.start();
        simulated.loop.run(RunMode.DEFAULT);

        assertThat(holds).first().isEqualTo(held("block-with sleep", 170));
    }

    @Test
    void it_is_started_once_at_a_time() {
        SimulatedLoop simulated = new SimulatedLoop();
        Blocker blocker =
                new Blocker(simulated.loop, new Blocking(Blocking.Mode.LOOP, MILLI, MILLI));
        blocker.start();

        assertThatIllegalStateException().isThrownBy(blocker::start);
        blocker.stop();
        blocker.stop();
        blocker.start();
    }

    private static Callback held(String label, long fromMillis) {
        return new Callback(Phase.TIMERS, label, fromMillis * MILLI, (fromMillis + 20) * MILLI);
    }
}
