package dev.loopbench.loopcore.workload.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.AsyncHandle;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimersWorkloadTest {

    private final TimersType type = new TimersType(WorkloadCatalog.builtInCosts());
    private final LoopRun run = new LoopRun();

    private Workload prepared(String... namesAndTexts) throws Exception {
        Workload workload = LoopRun.workload(type, namesAndTexts);
        workload.prepare(run.simulated.loop);
        return workload;
    }

    private TimersType.Program with(TimersType.Program.Timers timers) throws Exception {
        TimersType.Program workload = (TimersType.Program) LoopRun.workload(type, "spread", "1ns");
        workload.prepare(run.simulated.loop, timers);
        return workload;
    }

    @Test
    void an_operation_ends_when_its_timer_fires() throws Exception {
        run.run(prepared("delay", "25ms", "spread", "1ns"), new LoadModel.Burst(3));

        assertThat(run.ended)
                .hasSize(3)
                .containsOnly(new LoopRun.Ended(OperationOutcome.OK, 25 * LoopRun.MILLI));
    }

    @Test
    void delays_are_spread_evenly_in_whole_milliseconds() throws Exception {
        run.run(prepared("delay", "10ms", "spread", "4ms"), new LoadModel.Burst(4000));

        for (long millis = 10; millis < 14; millis++) {
            LoopRun.Ended expected = new LoopRun.Ended(OperationOutcome.OK, millis * LoopRun.MILLI);
            assertThat(run.ended.stream().filter(expected::equals).count()).isBetween(900L, 1100L);
        }
        assertThat(run.ended).hasSize(4000);
    }

    @Test
    void the_same_seed_draws_the_same_delays() throws Exception {
        run.run(prepared(), new LoadModel.Burst(100));
        LoopRun again = new LoopRun();
        Workload workload = LoopRun.workload(type);
        workload.prepare(again.simulated.loop);
        again.run(workload, new LoadModel.Burst(100));

        assertThat(again.ended).isEqualTo(run.ended);
    }

    @Test
    void by_itself_it_keeps_its_timers_armed_for_five_seconds() throws Exception {
        assertThat(type.ownLoad(LoopRun.values(type), 0))
                .contains(new LoadModel.Closed(10_000, TimeUnit.SECONDS.toNanos(5)));
        assertThat(type.ownLoad(LoopRun.values(type, "timers", "7"), 1))
                .contains(new LoadModel.Closed(7, 1));
        assertThat(prepared("timers", "7").warmupConcurrency()).isEqualTo(7);
    }

    @Test
    void its_own_load_is_right_throughout_in_virtual_time() throws Exception {
        LoadDriver driver =
                run.run(
                        prepared("timers", "50"),
                        type.ownLoad(LoopRun.values(type, "timers", "50"), 0).orElseThrow());

        assertThat(driver.counts().started()).isGreaterThan(50 * 5000 / 20);
        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(driver.counts().started());
    }

    @Test
    void a_timer_that_fires_early_is_a_wrong_result() throws Exception {
        LoadDriver driver =
                run.run(
                        with((callback, millis) -> run.simulated.loop.setTimeout(callback, 9)),
                        new LoadModel.Burst(1));

        assertThat(driver.firstWrong().map(Object::toString))
                .contains("a timer of 10 ms fired after 9000000 ns");
    }

    @Test
    void a_timer_that_fires_again_is_a_wrong_result() throws Exception {
        LoadDriver driver =
                run.run(
                        with(
                                (callback, millis) -> {
                                    run.simulated.loop.setTimeout(callback, millis);
                                    return run.simulated.loop.setTimeout(callback, millis);
                                }),
                        new LoadModel.Closed(1, 15 * LoopRun.MILLI));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(1);
        assertThat(driver.firstWrong().map(Object::toString))
                .contains("a timer of 10 ms fired more than once");
    }

    @Test
    void a_timer_armed_late_in_a_millisecond_may_lack_a_part_of_one() throws Exception {
        Workload workload = prepared("delay", "10ms", "spread", "1ns");
        AsyncHandle wakeUp = run.simulated.loop.async(null);
        wakeUp.unref();
        run.simulated.alarm.set(10 * LoopRun.MILLI, wakeUp::send);
        run.simulated.clock.advance(LoopRun.MILLI - 1);
        run.run(workload, new LoadModel.Burst(1));

        assertThat(run.ended)
                .containsExactly(new LoopRun.Ended(OperationOutcome.OK, 9 * LoopRun.MILLI + 1));
    }

    @Test
    void a_close_amid_operations_leaves_no_timer_armed() throws Exception {
        Workload workload = prepared("timers", "100");
        LoadDriver driver = run.driver(workload, new LoadModel.Closed(100, 1000 * LoopRun.MILLI));
        run.simulated.loop.setTimeout(
                () -> {
                    driver.stop();
                    run.simulated.loop.stop();
                },
                105);
        run.simulated.run(driver::start);
        assertThat(run.simulated.loop.isAlive()).isTrue();
        workload.close();

        assertThat(run.simulated.loop.isAlive()).isFalse();
        assertThat(run.simulated.loop.run(RunMode.DEFAULT)).isFalse();
        assertThat(run.simulated.clock.nanoTime()).isEqualTo(105 * LoopRun.MILLI);
    }

    @ParameterizedTest
    @CsvSource({
        "999us, 1ms, delay must be at least 1ms: timers count milliseconds",
        "600h, 1ms, delay and spread must come to at most 2147483647ms",
        "1s, 600h, delay and spread must come to at most 2147483647ms",
        "2147483647ms, 1ms, delay and spread must come to at most 2147483647ms"
    })
    void what_no_timer_can_wait_is_refused(String delay, String spread, String message)
            throws Exception {
        assertThatThrownBy(() -> prepared("delay", delay, "spread", spread))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(message);
    }

    @Test
    void its_operations_carry_the_name_it_was_set_up_with() throws Exception {
        assertThat(List.of(prepared().kind())).containsExactly("mine");
    }
}
