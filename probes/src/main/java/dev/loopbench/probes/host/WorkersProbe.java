package dev.loopbench.probes.host;

/**
 * How long the pool's threads were ready to run and had no core, all together: what tells a job
 * that lacks a core from one that waits by itself.
 *
 * <p>Opened and closed by one thread, read after that. Nanoseconds. Finds the threads by their
 * names and reads a file of each, some ten microseconds a thread. A thread that began within the
 * window counts from its begin, one that ended is missed: a pool keeps its threads.
 */
final class WorkersProbe {

    /** What {@code WorkerThreads} names them, as far as the kernel keeps a name. */
    private static final String NAME = "loopbench-worker-".substring(0, 15);

    private static final String TASKS = "proc/self/task";

    private final ProcFiles files;
    private Reading<Long> opened = Reading.missing("not read");
    private Reading<Long> runDelay = Reading.missing("not read");

    WorkersProbe(ProcFiles files) {
        this.files = files;
    }

    void open() {
        opened = read();
    }

    void close() {
        runDelay = opened.with(read(), (from, to) -> Math.max(0, to - from));
    }

    Reading<Long> runDelayNanos() {
        return runDelay;
    }

    private Reading<Long> read() {
        long sum = 0;
        for (String task : files.names(TASKS)) {
            String folder = TASKS + "/" + task;
            if (!files.text(folder + "/comm").orElse("").strip().equals(NAME)) {
                continue;
            }
            Reading<Long> delay = new ThreadFiles(files, folder).runDelay();
            if (delay.value() == null) {
                return delay;
            }
            sum += delay.value();
        }
        return files.names(TASKS).isEmpty()
                ? Reading.missing(files.whyMissing(TASKS))
                : Reading.of(sum);
    }
}
