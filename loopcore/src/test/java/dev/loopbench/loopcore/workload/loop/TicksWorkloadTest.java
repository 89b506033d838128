package dev.loopbench.loopcore.workload.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TicksWorkloadTest {

    private final TicksType type = new TicksType(WorkloadCatalog.builtInCosts());
    private final LoopRun run = new LoopRun();
    private final EventLoop loop = run.simulated.loop;

    private Workload prepared(String... namesAndTexts) throws Exception {
        Workload workload = LoopRun.workload(type, namesAndTexts);
        workload.prepare(loop);
        return workload;
    }

    @Test
    void an_operation_is_a_chain_that_lasts_as_long_as_its_ticks() throws Exception {
        run.run(prepared("ticks", "30", "cost", "1ms"), new LoadModel.Burst(1));

        assertThat(run.ended)
                .containsExactly(new LoopRun.Ended(OperationOutcome.OK, 30 * LoopRun.MILLI));
    }

    @Test
    void the_loop_starves_until_the_chain_ends() throws Exception {
        long[] timerNanos = new long[1];
        loop.setTimeout(() -> timerNanos[0] = run.simulated.clock.nanoTime(), 5);
        run.run(prepared("ticks", "30", "cost", "1ms"), new LoadModel.Burst(1));

        assertThat(timerNanos[0]).isEqualTo(30 * LoopRun.MILLI);
    }

    @Test
    void by_itself_five_chains_a_second_arrive_for_five_seconds() throws Exception {
        LoadModel load = type.ownLoad(LoopRun.values(type), 0).orElseThrow();

        assertThat(load)
                .isEqualTo(
                        new LoadModel.Open(
                                5, TimeUnit.SECONDS.toNanos(5), LoadModel.Arrivals.CONSTANT));
        assertThat(type.ownLoad(LoopRun.values(type), 1))
                .contains(new LoadModel.Open(5, 1, LoadModel.Arrivals.CONSTANT));
        LoadDriver driver = run.run(prepared(), load);
        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(25);
        assertThat(run.ended)
                .containsOnly(new LoopRun.Ended(OperationOutcome.OK, 100 * LoopRun.MILLI));
    }

    @Test
    void chains_that_start_together_are_all_right() throws Exception {
        LoadDriver driver = run.run(prepared("ticks", "10"), new LoadModel.Burst(4));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(4);
    }

    @Test
    void between_the_chains_of_a_closed_load_the_loop_goes_round() throws Exception {
        LoadDriver driver =
                run.run(
                        prepared("ticks", "10", "cost", "1ms"),
                        new LoadModel.Closed(1, 100 * LoopRun.MILLI));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(10);
        assertThat(loop.iterations()).isGreaterThan(10);
    }

    @Test
    void a_stop_ends_a_closed_load_after_the_chain_in_progress() throws Exception {
        LoadDriver driver =
                run.driver(
                        prepared("ticks", "10", "cost", "1ms"),
                        new LoadModel.Closed(1, LoadModel.ENDLESS_NANOS));
        loop.setTimeout(driver::stop, 35);
        run.simulated.run(driver::start);

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(4);
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    void a_chain_that_the_loop_interrupts_is_a_wrong_result() throws Exception {
        TicksType.Program workload = (TicksType.Program) LoopRun.workload(type, "ticks", "10");
        int[] queued = new int[1];
        workload.prepare(
                loop,
                tick -> {
                    if (++queued[0] == 4) {
                        loop.setTimeout(tick, 1);
                    } else {
                        loop.nextTick(tick);
                    }
                });
        LoadDriver driver = run.run(workload, new LoadModel.Burst(1));

        assertThat(driver.firstWrong().map(Object::toString))
                .contains("the loop went on after 3 of the 10 ticks of a chain");
    }
}
