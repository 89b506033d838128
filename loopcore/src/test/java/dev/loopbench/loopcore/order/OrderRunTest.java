package dev.loopbench.loopcore.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.order.OrderStep.Block;
import dev.loopbench.loopcore.order.OrderStep.Clear;
import dev.loopbench.loopcore.order.OrderStep.Log;
import dev.loopbench.loopcore.order.OrderStep.Microtask;
import dev.loopbench.loopcore.order.OrderStep.NextTick;
import dev.loopbench.loopcore.order.OrderStep.PromiseChain;
import dev.loopbench.loopcore.order.OrderStep.StartImmediate;
import dev.loopbench.loopcore.order.OrderStep.StartInterval;
import dev.loopbench.loopcore.order.OrderStep.StartTimeout;
import dev.loopbench.loopcore.order.OrderStep.Throw;
import dev.loopbench.loopcore.order.OrderStep.Unref;
import dev.loopbench.loopcore.order.OrderStep.Work;
import dev.loopbench.loopcore.pool.FakePool;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrderRunTest {

    private final VirtualClock clock = VirtualClock.still();

    @Test
    void each_line_says_in_which_phase_and_iteration_and_when_it_was_written() {
        OrderLog log =
                run(
                        new Log("main"),
                        new NextTick(log("tick")),
                        new Microtask(log("microtask")),
                        new StartTimeout(3, log("timer"), null),
                        new StartImmediate(log("immediate"), null),
                        new Work(log("job")));

        assertThat(log.lines())
                .containsExactly(
                        new LogLine("main", "main", 0, 0),
                        new LogLine("tick", "ticks", 0, 0),
                        new LogLine("microtask", "microtasks", 0, 0),
                        new LogLine("immediate", "check", 1, 0),
                        new LogLine("job", "poll", 2, TimeUnit.MILLISECONDS.toNanos(1)),
                        new LogLine("timer", "timers", 3, TimeUnit.MILLISECONDS.toNanos(3)));
        assertThat(log.complete()).isTrue();
    }

    @Test
    void a_line_written_while_a_queue_is_drained_belongs_to_the_queue() {
        List<OrderStep> both = List.of(new NextTick(log("tick")), new Log("immediate"));
        assertThat(run(new StartImmediate(both, null)).lines())
                .extracting(LogLine::phase)
                .containsExactly("check", "ticks");
    }

    @Test
    void what_a_program_throws_is_a_line_of_its_log() {
        OrderLog log =
                run(
                        new PromiseChain(List.of(List.of(new Throw("rejected")))),
                        new StartTimeout(1, List.of(new Throw("timer")), null),
                        new Throw("main"));
        assertThat(log.texts())
                .containsExactly("uncaught:main", "uncaught:rejected", "uncaught:timer");
        assertThat(log.lines())
                .extracting(LogLine::phase)
                .containsExactly("main", "microtasks", "timers");
    }

    @Test
    void an_id_names_the_newest_handle_made_with_it() {
        assertThat(
                        run(
                                        new StartTimeout(1, log("first"), "id"),
                                        new StartImmediate(log("second"), "id"),
                                        new Clear("id"),
                                        new Clear("nobody"))
                                .texts())
                .containsExactly("first");
    }

    @Test
    void what_is_unreferenced_when_all_else_has_ended_is_dropped() {
        OrderLog log =
                run(
                        new StartInterval(1, log("interval"), "id"),
                        new Unref("id"),
                        new StartTimeout(3, List.of(new Block(5)), null));
        assertThat(log.texts()).containsExactly("interval", "interval", "interval");
        assertThat(log.complete()).isTrue();
    }

    @Test
    void a_program_is_stopped_while_it_waits() {
        OrderRun run = prepare(new StartTimeout(1000, log("too late"), null), new Log("main"));
        clock.schedule(TimeUnit.MILLISECONDS.toNanos(10), run::stop);
        OrderLog log = run.run();
        assertThat(log.texts()).containsExactly("main");
        assertThat(log.complete()).isFalse();
        assertThat(clock.nanoTime()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_program_is_stopped_before_it_runs() {
        OrderRun run = prepare(new Log("main"), new StartInterval(1, log("again"), null));
        run.stop();
        OrderLog log = run.run();
        assertThat(log.texts()).containsExactly("main");
        assertThat(log.complete()).isFalse();
    }

    @Test
    void a_program_that_was_cut_short_is_not_complete_though_it_ends_by_itself() {
        OrderRun run = prepare(new Block(1000), new Log("main"));
        clock.schedule(TimeUnit.MILLISECONDS.toNanos(10), run::stop);
        assertThat(run.run().complete()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void to_stop_a_program_that_has_ended_does_nothing() {
        OrderRun run = prepare(new Log("main"));
        assertThat(run.run().complete()).isTrue();
        run.stop();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private OrderLog run(OrderStep... main) {
        return prepare(main).run();
    }

    private OrderRun prepare(OrderStep... main) {
        FakePool pool = new FakePool(clock, 1, TimeUnit.MILLISECONDS.toNanos(1));
        return new OrderRun(
                new OrderProgram("test", 1, List.of(main), null),
                EventLoopConfig.of(clock, new SimulatedPoller(clock), pool));
    }

    private static List<OrderStep> log(String text) {
        return List.of(new Log(text));
    }
}
