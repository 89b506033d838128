package dev.loopbench.loopcore.workload.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.workload.Leftovers;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.RealLoop;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import dev.loopbench.loopcore.workload.loop.ImmediatesType;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways to block on this machine's clock. */
class BlockTypesIT {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Leftovers leftovers = new Leftovers();

    BlockTypesIT() throws IOException {}

    static Stream<BlockType> ways() {
        return BlockCatalog.builtIn().types().stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void an_interrupt_amid_holds_leaves_nothing_behind(BlockType type) throws Exception {
        RealLoop real = new RealLoop();
        Workload workload = RealLoop.workload(new ImmediatesType(WorkloadCatalog.builtInCosts()));
        workload.prepare(real.loop);
        Blocker blocker = new Blocker(real.loop, Blocking.every(type, 2 * MILLI, MILLI));
        blocker.prepare();
        blocker.start();
        real.interrupt(workload, new LoadModel.Closed(1, LoadModel.ENDLESS_NANOS), 20);
        blocker.stop();
        real.loop.run(RunMode.NOWAIT);
        real.closeInterrupted(workload);
        blocker.close();

        leftovers.assertNone();
    }

    @ParameterizedTest
    @CsvSource({
        "regex, java.util.regex.",
        "zlib-sync, java.util.zip.",
        "sort, java.util.",
        "fs-sync, sun.nio.ch.",
        "pbkdf2-sync, javax.crypto."
    })
    void a_stack_taken_amid_a_hold_shows_what_holds(String name, String frames) throws Exception {
        Hold hold =
                BlockCatalog.builtIn()
                        .find(name)
                        .orElseThrow()
                        .create(new SystemNanoClock(), new Extent.Lasting(5 * MILLI));
        hold.prepare();
        AtomicBoolean enough = new AtomicBoolean();
        Thread holding =
                new Thread(
                        () -> {
                            while (!enough.get()) {
                                hold.hold();
                            }
                        });
        holding.start();
        while (!showsBoth(holding.getStackTrace(), frames, "OnLoop")) {
            assertThat(holding.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        enough.set(true);
        holding.join();
        hold.close();
    }

    /** Below the hold's own method, as a report names it, the code that takes the time. */
    private static boolean showsBoth(
            StackTraceElement[] stack, String classPrefix, String methodSuffix) {
        boolean shown = false;
        for (StackTraceElement frame : stack) {
            shown |= frame.getClassName().startsWith(classPrefix);
            if (shown && frame.getMethodName().endsWith(methodSuffix)) {
                return true;
            }
        }
        return false;
    }
}
