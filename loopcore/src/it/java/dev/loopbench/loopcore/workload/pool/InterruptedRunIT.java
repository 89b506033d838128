package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that ends in the middle of its operations, on real threads and files. */
@Isolated("looks at what the whole process holds")
class InterruptedRunIT {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int CONCURRENCY = 16;

    @TempDir private Path folder;

    static Stream<Arguments> workloads() {
        return Stream.of(
                Arguments.of(new RandomType(), List.of()),
                Arguments.of(new ZlibType(), List.of("size", "50kB")),
                Arguments.of(new FileWriteType(), List.of("chunk", "4KiB", "fsync", "true")),
                Arguments.of(new FileStatType(), List.of()),
                Arguments.of(new FileWalkType(), List.of("depth", "2")),
                Arguments.of(new DnsType(), List.of("resolver-delay", "2ms")),
                Arguments.of(new WorkType(), List.of("time", "2ms")));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void nothing_is_left_behind_whenever_it_ends(WorkloadType type, List<String> texts)
            throws Exception {
        List<String> all = new ArrayList<>(texts);
        if (type.parameters().contains(TemporaryFolder.PARENT)) {
            all.addAll(List.of("folder", folder.toString()));
        }
        interrupted(type, all, 10); // loads classes and opens what the platform keeps open
        long descriptors = descriptors();
        for (int operations = 1; operations <= 20; operations++) {
            interrupted(type, all, operations);
        }

        assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
    }

    /** Ends the run within the callback in which so many operations have ended. */
    private void interrupted(WorkloadType type, List<String> texts, int operations)
            throws Exception {
        NanoClock clock = new SystemNanoClock();
        List<Thread> workers = new ArrayList<>();
        ThreadWorkerPool pool =
                new ThreadWorkerPool(
                        PoolShape.of(4),
                        clock,
                        CpuClock.NONE,
                        PoolObserver.NONE,
                        work -> {
                            Thread worker = new Thread(work);
                            workers.add(worker);
                            return worker;
                        });
        EventLoop loop = new EventLoop(EventLoopConfig.of(clock, new SelectorPoller(), pool));
        Workload workload = SimulatedRun.workload(type, texts.toArray(String[]::new));
        workload.prepare(loop);
        Interruption interruption = new Interruption(operations, loop, pool);
        LoadDriver driver =
                new LoadDriver(
                        loop,
                        () -> {
                            throw new AssertionError("not an open load");
                        },
                        workload,
                        new LoadModel.Closed(CONCURRENCY, LoadModel.ENDLESS_NANOS),
                        1,
                        interruption);
        interruption.driver = driver;
        loop.setImmediate(driver::start);
        loop.run(RunMode.DEFAULT);

        assertThat(driver.counts().ended(OperationOutcome.FAILED)).isZero();
        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isZero();
        workload.close();
        // Only now: what the workers still do must leave nothing behind either.
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(descriptorsIn(folder)).isEmpty();
        assertThat(folder).isEmptyDirectory();
        loop.run(RunMode.DEFAULT);
        loop.close();
        assertThat(driver.counts().ended()).isEqualTo(driver.counts().started());
    }

    private static final class Interruption implements OperationObserver {

        private final EventLoop loop;
        private final ThreadWorkerPool pool;
        private int left;
        private @Nullable LoadDriver driver;

        Interruption(int operations, EventLoop loop, ThreadWorkerPool pool) {
            this.left = operations;
            this.loop = loop;
            this.pool = pool;
        }

        @Override
        public void ended(
                String kind,
                OperationOutcome outcome,
                long intendedNanos,
                long startedNanos,
                long nowNanos) {
            if (--left == 0) {
                Objects.requireNonNull(driver).stop();
                pool.abandon();
                loop.stop();
            }
        }
    }

    /** None where the system does not tell. */
    private static List<Path> openFiles() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(Files.readSymbolicLink(descriptor));
                }
            }
        }
        return files;
    }

    private static long descriptors() throws IOException {
        return openFiles().size();
    }

    private static List<Path> descriptorsIn(Path folder) throws IOException {
        return openFiles().stream().filter(file -> file.startsWith(folder)).toList();
    }
}
