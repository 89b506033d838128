package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.order.ConformanceFile;
import dev.loopbench.cli.order.RealMachines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Order programs on the real loop: its selector, its clock, its threads.
 *
 * <p>All of them race with the machine if it holds the loop or a worker back for longer than their
 * timers wait, and two of them if it does nothing of the kind. In random-11-358 three timers of 1
 * ms have to be started within the same millisecond; in random-11-328 a worker must not wake and
 * finish a job before the loop, which has just submitted it, has come round to its poll. Node 20
 * itself logs otherwise now and then for the one and mostly for the other where the cores are busy.
 * So a program whose log differs is run again.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "keeps cores busy with sh")
@Execution(ExecutionMode.CONCURRENT) // which order, never how long
final class OrderIT {

    private static final int BUSY_PROCESSES = 2;

    /** Builds run on machines that have more to do. */
    private static final String ATTEMPTS = "10";

    @Test
    void the_logs_are_those_of_node() {
        agrees();
    }

    @Test
    void the_logs_are_those_of_node_beside_processes_that_burn_the_cores() throws Exception {
        List<Process> burning = new ArrayList<>();
        try {
            for (int i = 0; i < BUSY_PROCESSES; i++) {
                burning.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
            }
            agrees();
        } finally {
            burning.forEach(Process::destroyForcibly);
        }
    }

    private static void agrees() {
        Invocation.Result result =
                Invocation.with(FakeSessions.reporting(Reports.complete()))
                        .machines(new RealMachines())
                        .execute("order", ConformanceFile.PATH.toString(), "--attempts", ATTEMPTS);
        assertThat(result.out()).contains("298 of 298 agree\n");
        assertThat(result.code()).isZero();
    }
}
