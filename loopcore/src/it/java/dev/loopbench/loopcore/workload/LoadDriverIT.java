package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemAlarm;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.loopcore.workload.block.Blocker;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pool workloads under each load, on real threads. */
@Execution(ExecutionMode.CONCURRENT) // counts, never times
class LoadDriverIT {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final NanoClock clock = new SystemNanoClock();
    private final WorkerPool pool =
            new ThreadWorkerPool(
                    PoolShape.of(2), clock, CpuClock.NONE, PoolObserver.NONE, new WorkerThreads());
    private final EventLoop loop;
    private final SystemAlarm alarm = new SystemAlarm(clock, Thread::new);

    LoadDriverIT() throws IOException {
        loop = new EventLoop(EventLoopConfig.of(clock, new SelectorPoller(), pool));
    }

    @AfterEach
    void close() {
        pool.close();
        alarm.close();
        loop.close();
    }

    private OperationCounts run(String name, Map<String, String> texts, LoadModel load)
            throws Exception {
        WorkloadType type = WorkloadCatalog.builtIn().find(name).orElseThrow();
        try (Workload workload =
                type.create(
                        new WorkloadSetup(
                                name, ParameterValues.parse(type.parameters(), texts), 1))) {
            workload.prepare(loop);
            LoadDriver driver =
                    new LoadDriver(loop, () -> alarm, workload, load, 1, OperationObserver.NONE);
            loop.setImmediate(driver::start);
            loop.run(RunMode.DEFAULT);
            return driver.counts();
        }
    }

    private static Map<String, String> quick(String name) {
        return switch (name) {
            case "pbkdf2" -> Map.of("iterations", "10");
            case "fs-read", "fs-write" -> Map.of("size", "100000B", "chunk", "30000B");
            case "random", "zlib" -> Map.of("size", "1000B");
            case "fs-walk" -> Map.of("depth", "1", "files", "2");
            case "dns" -> Map.of("names", "127.0.0.1,localhost");
            case "work" -> Map.of("time", "10us", "distribution", "exponential", "how", "spin");
            default -> Map.of();
        };
    }

    static Stream<String> pool_workloads() {
        return Stream.of(
                "pbkdf2",
                "fs-read",
                "random",
                "zlib",
                "fs-write",
                "fs-stat",
                "fs-walk",
                "dns",
                "work");
    }

    @ParameterizedTest
    @MethodSource("pool_workloads")
    void a_burst_ends_with_every_operation_right(String name) throws Exception {
        OperationCounts counts = run(name, quick(name), new LoadModel.Burst(500));

        assertThat(counts.ended(OperationOutcome.OK)).isEqualTo(500);
    }

    @ParameterizedTest
    @MethodSource("pool_workloads")
    void a_closed_load_ends_with_every_operation_right(String name) throws Exception {
        OperationCounts counts = run(name, quick(name), new LoadModel.Closed(8, 50 * MILLI));

        assertThat(counts.started()).isGreaterThanOrEqualTo(8);
        assertThat(counts.ended(OperationOutcome.OK)).isEqualTo(counts.started());
    }

    @ParameterizedTest
    @EnumSource
    void an_open_load_starts_all_that_its_schedule_has(LoadModel.Arrivals arrivals)
            throws Exception {
        LoadModel.Open load = new LoadModel.Open(4000, 50 * MILLI, arrivals);
        OperationCounts counts = run("pbkdf2", quick("pbkdf2"), load);

        ArrivalSchedule schedule = new ArrivalSchedule(load, 1);
        long scheduled = 0;
        while (schedule.nextNanos() != ArrivalSchedule.END) {
            schedule.advance();
            scheduled++;
        }
        assertThat(counts.ended(OperationOutcome.OK)).isEqualTo(scheduled);
    }

    static Stream<BlockType> ways_to_block() {
        return BlockCatalog.builtIn().types().stream();
    }

    @ParameterizedTest
    @MethodSource("ways_to_block")
    void blocking_the_loop_changes_no_count(BlockType type) throws Exception {
        Blocker blocker = new Blocker(loop, Blocking.every(type, 2 * MILLI, MILLI));
        blocker.prepare();
        blocker.start();
        OperationCounts counts = run("pbkdf2", quick("pbkdf2"), new LoadModel.Burst(500));
        blocker.stop();
        loop.run(RunMode.DEFAULT);

        assertThat(counts.ended(OperationOutcome.OK)).isEqualTo(500);
    }
}
