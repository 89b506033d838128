package dev.loopbench.probes.socket;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.result.Sockets;
import dev.loopbench.probes.stall.WatchThread;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches a server's sockets and the process's file descriptors from a thread of its own: every
 * second, or less often where looking would take more than 1 % of a core. Reading the kernel's
 * tables takes milliseconds and more with each socket of the network namespace.
 *
 * <p>Confined to the thread that opens and closes it; results are read after {@link #close}. On the
 * machine's clock only. The counters of the network namespace are read when the thread starts and
 * when it ends, a moment after the opening and the close.
 */
public final class SocketProbe implements AutoCloseable {

    private final ProcFiles files;
    private final NanoClock clock;
    private final CpuClock cpuClock;
    private final DescriptorCount descriptors;
    private final WatchThread thread;
    private final boolean keepsRows;
    private @Nullable SocketSampler sampler;

    private SocketProbe(
            ProcFiles files,
            NanoClock clock,
            CpuClock cpuClock,
            DescriptorCount descriptors,
            ThreadFactory threads,
            boolean keepsRows) {
        this.files = files;
        this.clock = clock;
        this.cpuClock = cpuClock;
        this.descriptors = descriptors;
        this.thread = new WatchThread(threads);
        this.keepsRows = keepsRows;
    }

    /**
     * Of this machine and this process.
     *
     * @param clock the loop's
     * @param threads makes daemon threads
     * @param keepsRows whether to list the sockets of the last sample one by one
     */
    public static SocketProbe ofThisMachine(
            NanoClock clock, CpuClock cpuClock, ThreadFactory threads, boolean keepsRows) {
        ProcFiles files = ProcFiles.system();
        return new SocketProbe(
                files, clock, cpuClock, DescriptorCount.ofThisJvm(files), threads, keepsRows);
    }

    /**
     * Starts a window from zero; the first sample is taken at once.
     *
     * @param localPort the server's
     * @param backlog as the server asked for it
     * @throws IllegalStateException if the last one is not closed
     */
    public void open(long nowNanos, int localPort, int backlog) {
        if (thread.isOpen()) {
            throw new IllegalStateException("The probe is watching sockets already.");
        }
        SocketSampler fresh =
                new SocketSampler(
                        files,
                        clock,
                        cpuClock,
                        descriptors,
                        keepsRows,
                        localPort,
                        backlog,
                        nowNanos);
        sampler = fresh;
        thread.open(() -> watch(fresh));
    }

    /**
     * Ends the window and waits for the watching thread, at most for one sample; an interrupt is
     * kept for the caller.
     */
    @Override
    public void close() {
        thread.close();
    }

    /**
     * What the closed window saw.
     *
     * @throws IllegalStateException if none was closed
     */
    public Sockets sockets() {
        SocketSampler closed = sampler;
        if (closed == null || thread.isOpen()) {
            throw new IllegalStateException("No window was closed.");
        }
        return closed.sockets();
    }

    private void watch(SocketSampler sampler) {
        sampler.open();
        while (thread.goesOn()) {
            await(sampler.sample(thread::goesOn));
        }
        sampler.close();
    }

    private void await(long waitNanos) {
        long beganNanos = clock.nanoTime();
        long leftNanos = waitNanos;
        while (leftNanos > 0 && thread.goesOn()) {
            thread.park(leftNanos);
            leftNanos = waitNanos - (clock.nanoTime() - beganNanos);
        }
    }
}
