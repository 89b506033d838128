package dev.loopbench.loopcore.workload.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.Phase;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.loopcore.workload.SimulatedLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    private void run(VirtualClock clock, BlockType type) throws Exception {
        SimulatedLoop simulated = new SimulatedLoop(clock, observer);
        Blocker blocker =
                new Blocker(simulated.loop, Blocking.every(type, 100 * MILLI, 20 * MILLI));
        blocker.prepare();
        blocker.start();
        simulated.loop.setTimeout(blocker::stop, 350);
        simulated.loop.run(RunMode.DEFAULT);
        simulated.loop.close();
    }

    @Test
    void a_block_at_an_instant_holds_the_loop_once() throws Exception {
        SimulatedLoop simulated = new SimulatedLoop(VirtualClock.still(), observer);
        Blocker blocker =
                new Blocker(
                        simulated.loop,
                        new Blocking(
                                new SpinBlock(CpuClock.NONE),
                                new Blocking.Once(30 * MILLI),
                                new Extent.Lasting(20 * MILLI)));
        blocker.start();
        simulated.loop.setTimeout(blocker::stop, 350);
        simulated.loop.run(RunMode.DEFAULT);
        simulated.loop.close();

        assertThat(blocker.holds()).isEqualTo(1);
        assertThat(holds)
                .containsExactly(
                        new Callback(Phase.TIMERS, "block-with loop", 30 * MILLI, 50 * MILLI));
    }

    @Test
    void spinning_holds_the_loop_so_long_every_so_often() throws Exception {
        run(VirtualClock.still(), new SpinBlock(CpuClock.NONE));

        assertThat(holds)
                .containsExactly(
                        held("block-with loop", 100),
                        held("block-with loop", 200),
                        held("block-with loop", 300));
    }

    @Test
    void sleeping_holds_the_loop_so_long_every_so_often() throws Exception {
        run(VirtualClock.still(), new SleepBlock());

        assertThat(holds)
                .containsExactly(
                        held("block-with sleep", 100),
                        held("block-with sleep", 200),
                        held("block-with sleep", 300));
    }

    @Test
    void deriving_a_key_holds_the_loop_as_long_as_its_iterations_were_found_to_take()
            throws Exception {
        run(VirtualClock.still(), new Pbkdf2Block());

        assertThat(holds).hasSize(3);
        assertThat(holds)
                .allSatisfy(
                        hold -> {
                            assertThat(hold.label).isEqualTo("block-with pbkdf2-sync");
                            assertThat(hold.endNanos - hold.startNanos)
                                    .isBetween(19 * MILLI, 21 * MILLI);
                        });
    }

    @ParameterizedTest
    @MethodSource
    void it_ends_on_a_clock_whose_reading_takes_time(BlockType type) throws Exception {
        run(new VirtualClock(Long.MAX_VALUE - 150 * MILLI, 25), type);

        assertThat(holds).hasSize(3);
        assertThat(holds).allMatch(hold -> hold.endNanos - hold.startNanos >= 19 * MILLI);
    }

    static Stream<BlockType> it_ends_on_a_clock_whose_reading_takes_time() {
        return BlockCatalog.builtIn().types().stream();
    }

    @Test
    void it_does_not_keep_the_loop_alive() throws Exception {
        SimulatedLoop simulated = new SimulatedLoop(VirtualClock.still(), observer);
        new Blocker(simulated.loop, Blocking.every(new SpinBlock(CpuClock.NONE), MILLI, MILLI))
                .start();

        assertThat(simulated.loop.run(RunMode.DEFAULT)).isFalse();
        assertThat(holds).isEmpty();
    }

    @Test
    void its_first_interval_begins_with_its_start() throws Exception {
        SimulatedLoop simulated = new SimulatedLoop(VirtualClock.still(), observer);
        Blocker blocker =
                new Blocker(
                        simulated.loop, Blocking.every(new SleepBlock(), 100 * MILLI, 20 * MILLI));
        simulated.loop.setTimeout(() -> {}, 300);
        // The loop's cached clock does not know of these 70 ms yet.
        simulated.clock.advance(70 * MILLI);
        blocker.start();
        simulated.loop.run(RunMode.DEFAULT);

        assertThat(holds).first().isEqualTo(held("block-with sleep", 170));
    }

    @Test
    void it_is_started_once_at_a_time() throws Exception {
        SimulatedLoop simulated = new SimulatedLoop();
        Blocker blocker =
                new Blocker(
                        simulated.loop, Blocking.every(new SpinBlock(CpuClock.NONE), MILLI, MILLI));
        blocker.start();

        assertThatIllegalStateException().isThrownBy(blocker::start);
        blocker.stop();
        blocker.stop();
        blocker.start();
    }

    @Test
    void blocking_without_time_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blocking.every(new SpinBlock(CpuClock.NONE), 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blocking.every(new SpinBlock(CpuClock.NONE), 1, 0));
    }

    private static Callback held(String label, long fromMillis) {
        return new Callback(Phase.TIMERS, label, fromMillis * MILLI, (fromMillis + 20) * MILLI);
    }
}
