package dev.loopbench.loopcore.workload.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.workload.ConnectionFigures;
import dev.loopbench.loopcore.workload.Leftovers;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.RealLoop;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.cost.JobWords;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each workload of the loop on this machine's clock, sockets and threads. */
@Isolated("looks at what the whole process holds")
class LoopWorkloadsIT {

    private static final Costs COSTS =
            new Costs(BlockCatalog.builtIn(), WorkloadCatalog.poolTypes(), new JobWords());

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Leftovers leftovers = new Leftovers();
    private final RealLoop real = new RealLoop();

    LoopWorkloadsIT() throws IOException {}

    static Stream<Arguments> workloads() {
        return Stream.of(
                Arguments.of(new TimersType(COSTS), new String[] {"delay", "1ms", "spread", "2ms"}),
                Arguments.of(new ImmediatesType(COSTS), new String[0]),
                Arguments.of(new TicksType(COSTS), new String[] {"ticks", "20", "cost", "50us"}),
                Arguments.of(new PipeType(), new String[] {"size", "300001B", "chunk", "100000B"}),
                Arguments.of(new HttpType(COSTS), new String[] {"reply-body", "100000B"}),
                Arguments.of(new EchoType(COSTS), new String[0]),
                Arguments.of(new TimersType(COSTS), new String[] {"cost", "50us"}),
                Arguments.of(new ImmediatesType(COSTS), new String[] {"cost", "50us"}),
                Arguments.of(
                        new HttpType(COSTS), new String[] {"cost", "50us", "cost-with", "sleep"}),
                Arguments.of(new HttpType(COSTS), new String[] {"pool-job", "random size=9B"}),
                Arguments.of(
                        new EchoType(COSTS),
                        new String[] {
                            "payload", "300001B", "cost", "50us", "pool-job", "work time=1ms"
                        }));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void a_burst_ends_with_every_operation_right_and_leaves_nothing(
            WorkloadType type, String[] parameters) throws Exception {
        Workload workload = RealLoop.workload(type, parameters);
        workload.prepare(real.loop);
        workload.measured();
        LoadDriver driver = real.run(workload, new LoadModel.Burst(50));
        real.closeWhole(workload);

        assertThat(driver.firstFailure()).isEmpty();
        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(50);
        leftovers.assertNone();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void its_own_load_ends_with_every_operation_right(WorkloadType type, String[] parameters)
            throws Exception {
        Workload workload = RealLoop.workload(type, parameters);
        workload.prepare(real.loop);
        LoadModel load =
                type.ownLoad(RealLoop.values(type, parameters), 100 * MILLI)
                        .orElse(new LoadModel.Closed(4, 100 * MILLI));
        LoadDriver driver = real.run(workload, load);
        real.closeWhole(workload);

        assertThat(driver.counts().started()).isPositive();
        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(driver.counts().started());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void an_interrupt_amid_operations_leaves_nothing_behind(WorkloadType type, String[] parameters)
            throws Exception {
        Workload workload = RealLoop.workload(type, parameters);
        workload.prepare(real.loop);
        LoadDriver driver =
                real.interrupt(workload, new LoadModel.Closed(20, LoadModel.ENDLESS_NANOS), 30);
        real.closeInterrupted(workload);

        assertThat(driver.firstWrong()).isEmpty();
        assertThat(driver.firstFailure()).isEmpty();
        leftovers.assertNone();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void a_workload_that_was_never_prepared_can_be_closed(WorkloadType type, String[] parameters)
            throws Exception {
        real.closeInterrupted(RealLoop.workload(type, parameters));

        leftovers.assertNone();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void connections_count_what_went_over_them(WorkloadType type, String[] parameters)
            throws Exception {
        Workload workload = RealLoop.workload(type, parameters);
        workload.prepare(real.loop);
        real.run(workload, new LoadModel.Burst(3));
        workload.measured();
        real.run(workload, new LoadModel.Burst(7));
        ParameterValues values = RealLoop.values(type, parameters);
        Optional<ConnectionFigures> counted = workload.connections();
        real.closeWhole(workload);

        assertThat(counted.isPresent()).isEqualTo(type.needsSystem());
        if (counted.isEmpty()) {
            return;
        }
        ConnectionFigures figures = counted.get();
        assertThat(figures.connections()).isEqualTo(10);
        assertThat(figures.connected()).isEqualTo(10);
        assertThat(figures.anew()).isEqualTo(new ConnectionFigures.Anew(0, 0, 0));
        switch (type.name()) {
            case "pipe" -> {
                assertThat(figures.bytesSent()).isEqualTo(7 * 300_001);
                assertThat(figures.bytesReceived()).isEqualTo(7 * PipeReceiver.VERDICT_BYTES);
            }
            case "http" ->
                    assertThat(figures.bytesReceived())
                            .isGreaterThan(7 * values.bytes("reply-body"));
            default -> {
                assertThat(figures.bytesSent()).isEqualTo(7 * values.bytes("payload"));
                assertThat(figures.bytesReceived()).isEqualTo(7 * values.bytes("payload"));
            }
        }
    }
}
