package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.workload.Leftovers;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.RealLoop;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import dev.loopbench.loopcore.workload.loop.ImmediatesType;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways to block on this machine's clock. */
@Isolated("looks at what the whole process holds")
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
}
