package dev.loopbench.cli.selftest;

import dev.loopbench.cli.fork.Fork;
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

    private final AtomicReference<@Nullable Fork> present = new AtomicReference<>();

    @Override
    public Report run(List<String> command, List<String> rival)
            throws WorkloadException, WrongResultException {
        if (rival.isEmpty()) {
            return measure(command);
        }
        Fork beside = start(rival);
        try {
            return measure(command);
        } finally {
            beside.close();
        }
    }

    @Override
    public void interrupt() {
        Fork run = present.get();
        if (run != null) {
            run.interrupt();
        }
    }

    private Report measure(List<String> command) throws WorkloadException, WrongResultException {
        try (Fork run = start(command)) {
            present.set(run);
            return run.report();
        } finally {
            present.set(null);
        }
    }

    private static Fork start(List<String> command) throws WorkloadException {
        List<String> words = new ArrayList<>(command);
        words.addAll(REPORT_ONLY);
        return Fork.loopbench("a further process", List.of(), words);
    }
}
