package dev.loopbench.probes.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.ServerFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On this process and on one that tracks its memory. */
@EnabledOnOs(OS.LINUX)
final class ServerProbeIT {

    private static final ServerFigures.Connections NONE = new ServerFigures.Connections(0, 0, 0, 0);

    private static final int THREADS = 30;

    /** What the JVM reserves for a thread at least: four pages of 4 KiB. */
    private static final long SMALLEST_STACK_BYTES = 16_384;

    @Test
    void threads_memory_and_context_switches_of_this_process_are_told()
            throws InterruptedException {
        ServerFigures figures = withThreads();

        assertThat(figures.threadCounts().threads()).isGreaterThan(THREADS);
        assertThat(figures.footprint().rssBytes()).isPositive();
        assertThat(figures.footprint().rssPeakBytes())
                .isGreaterThanOrEqualTo(figures.footprint().rssBytes());
        assertThat(figures.cpuNanos()).isNotNegative();
        // Each thread of the window waits once at least.
        assertThat(Objects.requireNonNull(figures.contextSwitches()).voluntary())
                .isGreaterThanOrEqualTo(THREADS);
    }

    @Test
    void a_jvm_that_tracks_its_memory_tells_its_stacks() throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:NativeMemoryTracking=summary",
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String[] words =
                new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .strip()
                        .split(" ", -1);

        assertThat(child.waitFor()).isZero();
        long reserved = Long.parseLong(words[0]);
        long committed = Long.parseLong(words[1]);
        assertThat(reserved).isGreaterThan(THREADS * SMALLEST_STACK_BYTES);
        assertThat(committed).isPositive().isLessThanOrEqualTo(reserved);
    }

    private static ServerFigures withThreads() throws InterruptedException {
        ServerProbe probe = ServerProbe.ofThisProcess();
        CountDownLatch running = new CountDownLatch(THREADS);
        CountDownLatch release = new CountDownLatch(1);
        ThreadFactory factory = Executors.defaultThreadFactory();
        List<Thread> threads = new ArrayList<>();
        probe.open();
        for (int i = 0; i < THREADS; i++) {
            Thread thread =
                    factory.newThread(
                            () -> {
                                running.countDown();
                                await(release);
                            });
            threads.add(thread);
            thread.start();
        }
        running.await();
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        probe.close();
        release.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return probe.figures(ServerFigures.Model.THREADS, null, NONE);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints what its stacks take. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            ServerFigures figures = withThreads();
            System.out.println(
                    figures.footprint().stackReservedBytes()
                            + " "
                            + figures.footprint().stackCommittedBytes());
        }
    }
}
