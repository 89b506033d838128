package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.SystemAlarm;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A loop, a pool of two threads and an alarm, all of this machine, and what they leave behind. */
public final class RealLoop {

    public final EventLoop loop;
    private final SystemNanoClock clock = new SystemNanoClock();
    private final SelectorPoller poller = new SelectorPoller();
    private final List<Thread> threads = new ArrayList<>();
    private final WorkerThreads workers = new WorkerThreads();
    private final ThreadWorkerPool pool =
            new ThreadWorkerPool(
                    PoolShape.of(2),
                    clock,
                    CpuClock.NONE,
                    PoolObserver.NONE,
                    work -> kept(workers.newThread(work)));
    private final SystemAlarm alarm =
            new SystemAlarm(clock, work -> kept(new Thread(work, "alarm")));

    public RealLoop() throws IOException {
        loop = new EventLoop(EventLoopConfig.of(clock, poller, pool));
    }

    private Thread kept(Thread thread) {
        threads.add(thread);
        return thread;
    }

    public static Workload workload(WorkloadType type, String... namesAndTexts) throws Exception {
        return type.create(new WorkloadSetup("mine", values(type, namesAndTexts), 7));
    }

    public static ParameterValues values(WorkloadType type, String... namesAndTexts)
            throws Exception {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return ParameterValues.parse(type.parameters(), texts);
    }

    public LoadDriver driver(Workload prepared, LoadModel load) {
        return new LoadDriver(loop, () -> alarm, prepared, load, 1, OperationObserver.NONE);
    }

    /** Runs the load to its end. */
    public LoadDriver run(Workload prepared, LoadModel load) {
        return run(prepared, load, OperationObserver.NONE);
    }

    public LoadDriver run(Workload prepared, LoadModel load, OperationObserver observer) {
        LoadDriver driver = new LoadDriver(loop, () -> alarm, prepared, load, 1, observer);
        loop.setImmediate(driver::start);
        loop.run(RunMode.DEFAULT);
        return driver;
    }

    /** Ends a run as a user does who has seen enough: amid operations, at whatever point. */
    public LoadDriver interrupt(Workload prepared, LoadModel load, double afterMillis) {
        LoadDriver driver = driver(prepared, load);
        loop.setImmediate(driver::start);
        loop.setTimeout(
                () -> {
                    driver.stop();
                    pool.abandon();
                    loop.setImmediate(() -> loop.setImmediate(loop::stop));
                },
                afterMillis);
        loop.run(RunMode.DEFAULT);
        return driver;
    }

    /** After a run that came to its end: nothing may be left of the workload. */
    public void closeWhole(Workload workload) throws InterruptedException {
        workload.release();
        loop.run(RunMode.DEFAULT);
        loop.close();
        alarm.close();
        pool.close();
        poller.close();
        workload.close();
        joinThreads();
    }

    /** After {@link #interrupt}: the loop is left as it is. */
    public void closeInterrupted(Workload workload) throws InterruptedException {
        alarm.close();
        pool.abandon();
        poller.close();
        workload.close();
        joinThreads();
    }

    private void joinThreads() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
