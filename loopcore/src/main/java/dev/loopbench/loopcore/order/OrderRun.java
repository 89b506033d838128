package dev.loopbench.loopcore.order;

import dev.loopbench.loopcore.AsyncHandle;
import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.Script;
import dev.loopbench.loopcore.UncaughtException;
import org.jspecify.annotations.Nullable;

/**
 * One run of an {@link OrderProgram} on a loop of its own.
 *
 * <p>Confined to the thread that runs it, but for {@link #stop}, which is thread-safe by a lock.
 */
public final class OrderRun {

    /** Ends the loop as an exception does that nobody handles. */
    private static final class Stopped extends RuntimeException {

        Stopped() {
            super("the program was stopped", null, false, false);
        }
    }

    private final OrderProgram program;
    private final EventLoopConfig config;
    private final Object lock = new Object();

    // Under the lock.
    private boolean stopping;
    private @Nullable Thread thread;
    private @Nullable AsyncHandle stopper;

    /**
     * @param config of the loop; it need not have a handler, as the program's log is the handler,
     *     and its pool stays its maker's
     */
    public OrderRun(OrderProgram program, EventLoopConfig config) {
        this.program = program;
        this.config = config;
    }

    /** Runs the program to its end or until it is stopped, once. */
    public OrderLog run() {
        ProgramLog log = new ProgramLog();
        try (EventLoop loop = new EventLoop(config.withUncaughtHandler(log::uncaught))) {
            StepRunner steps = new StepRunner(loop, log);
            begin(loop);
            try {
                log.begin(loop);
                new Script(loop, steps.action(program.main())).run();
                // What is left is unreferenced: Node drops it when it exits.
                log.end();
                return new OrderLog(log.lines(), release(loop));
            } catch (UncaughtException ended) {
                if (ended.getCause() instanceof Stopped) {
                    return new OrderLog(log.lines(), false);
                }
                throw ended;
            } finally {
                end();
            }
        }
    }

    /**
     * Has the run end soon, wherever it is; without effect once it has ended. The thread that runs
     * it is interrupted, so that it wakes from a step that blocks, and is so no more afterwards.
     */
    public void stop() {
        synchronized (lock) {
            stopping = true;
            wake();
        }
    }

    private void begin(EventLoop loop) {
        AsyncHandle handle =
                loop.async(
                        () -> {
                            throw new Stopped();
                        });
        handle.unref();
        synchronized (lock) {
            thread = Thread.currentThread();
            stopper = handle;
            if (stopping) {
                wake();
            }
        }
    }

    private void wake() {
        if (thread != null && stopper != null) {
            stopper.send();
            thread.interrupt();
        }
    }

    /**
     * The handle has to be closed before the loop can be.
     *
     * @return whether nobody stopped the program: one that blocks may end by itself all the same
     */
    private boolean release(EventLoop loop) {
        AsyncHandle handle;
        boolean undisturbed;
        synchronized (lock) {
            handle = stopper;
            stopper = null;
            undisturbed = !stopping;
        }
        if (handle != null) {
            handle.close();
        }
        loop.run(RunMode.NOWAIT);
        return undisturbed;
    }

    private void end() {
        synchronized (lock) {
            thread = null;
            if (stopping) {
                Thread.interrupted();
            }
        }
    }
}
