package dev.loopbench.cli.selftest;

import dev.loopbench.cli.fork.ForkedRun;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Each run is a process of its own, as is the rival beside it. Thread-safe (by a reference). */
public final class ForkedLaboratory implements Laboratory {

    private static final List<String> REPORT_ONLY = List.of("--json=-", "--quiet");

    private final int cores;
    private final String duration;
    private final AtomicReference<@Nullable ForkedRun> present = new AtomicReference<>();

    /**
     * @param duration of each run that has one, as the command line has it
     */
    public ForkedLaboratory(int cores, String duration) {
        this.cores = cores;
        this.duration = duration;
    }

    @Override
    public Report run(Fault fault) throws WorkloadException, WrongResultException {
        List<String> rival = fault.rival(cores);
        if (rival.isEmpty()) {
            return measure(fault);
        }
        ForkedRun beside = start(rival);
        try {
            return measure(fault);
        } finally {
            beside.close();
        }
    }

    @Override
    public void interrupt() {
        ForkedRun run = present.get();
        if (run != null) {
            run.interrupt();
        }
    }

    private Report measure(Fault fault) throws WorkloadException, WrongResultException {
        try (ForkedRun run = start(fault.command(cores, duration))) {
            present.set(run);
            return run.report();
        } finally {
            present.set(null);
        }
    }

    private static ForkedRun start(List<String> command) throws WorkloadException {
        List<String> words = new ArrayList<>(command);
        words.addAll(REPORT_ONLY);
        return ForkedRun.start(List.of(), words);
    }
}
