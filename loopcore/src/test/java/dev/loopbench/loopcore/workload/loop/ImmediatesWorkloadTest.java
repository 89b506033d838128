package dev.loopbench.loopcore.workload.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ImmediatesWorkloadTest {

    private final ImmediatesType type = new ImmediatesType(WorkloadCatalog.builtInCosts());
    private final LoopRun run = new LoopRun();
    private final EventLoop loop = run.simulated.loop;

    private LoadDriver run(Consumer<Runnable> queue, LoadModel load) throws Exception {
        ImmediatesType.Program workload = (ImmediatesType.Program) LoopRun.workload(type);
        workload.prepare(loop, queue);
        return run.run(workload, load);
    }

    @Test
    void all_that_are_queued_at_a_time_run_in_one_iteration() throws Exception {
        Workload workload = LoopRun.workload(type);
        workload.prepare(loop);
        LoadDriver driver = run.run(workload, new LoadModel.Burst(100));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(100);
        // One for the start of the load, which is an immediate itself.
        assertThat(loop.iterations()).isEqualTo(2);
    }

    @Test
    void a_closed_load_goes_round_once_for_each_generation() throws Exception {
        LoadDriver driver = run(loop::setImmediate, new LoadModel.Closed(10, LoopRun.MILLI));

        // At 1 us each; the ten of the last generation were under way when the time was over.
        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(1000 + 9);
        assertThat(loop.iterations()).isEqualTo(1 + 1010 / 10);
    }

    @Test
    void by_itself_it_queues_a_hundred_for_five_seconds() throws Exception {
        assertThat(type.ownLoad(LoopRun.values(type), 0))
                .contains(new LoadModel.Closed(100, TimeUnit.SECONDS.toNanos(5)));
        assertThat(type.ownLoad(LoopRun.values(type, "immediates", "7"), 1))
                .contains(new LoadModel.Closed(7, 1));
        assertThat(LoopRun.workload(type).warmupConcurrency()).isEqualTo(100);
    }

    @Test
    void one_that_is_queued_by_a_timer_or_an_arrival_is_right_too() throws Exception {
        Workload workload = LoopRun.workload(type);
        workload.prepare(loop);
        LoadDriver timed = run.driver(workload, new LoadModel.Burst(3));
        loop.setTimeout(timed::start, 5);
        loop.run(RunMode.DEFAULT);
        LoadDriver arriving =
                run.run(
                        workload,
                        new LoadModel.Open(1000, 20 * LoopRun.MILLI, LoadModel.Arrivals.CONSTANT));

        assertThat(timed.counts().ended(OperationOutcome.OK)).isEqualTo(3);
        assertThat(arriving.counts().ended(OperationOutcome.OK)).isEqualTo(20);
    }

    @Test
    void one_that_runs_in_another_phase_is_a_wrong_result() throws Exception {
        LoadDriver driver = run(callback -> loop.setTimeout(callback, 1), new LoadModel.Burst(1));

        assertThat(driver.firstWrong().map(Object::toString))
                .contains("an immediate ran outside of the check phase");
    }

    @Test
    void one_that_runs_an_iteration_late_is_a_wrong_result() throws Exception {
        LoadDriver driver =
                run(
                        callback -> loop.setImmediate(() -> loop.setImmediate(callback)),
                        new LoadModel.Burst(1));

        assertThat(driver.firstWrong().map(Object::toString))
                .contains("an immediate of iteration 1 ran only in iteration 3");
    }

    @Test
    void one_that_runs_in_the_pass_it_was_queued_in_is_a_wrong_result() throws Exception {
        // The second one, which the end of the first starts.
        boolean[] first = {true};
        LoadDriver driver =
                run(
                        callback -> {
                            if (first[0]) {
                                first[0] = false;
                                loop.setImmediate(callback);
                            } else {
                                callback.run();
                            }
                        },
                        new LoadModel.Closed(1, 1500));

        assertThat(driver.firstWrong().map(Object::toString))
                .contains("an immediate queued by another ran in the same iteration");
    }
}
