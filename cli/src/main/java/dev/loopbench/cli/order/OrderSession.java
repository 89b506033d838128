package dev.loopbench.cli.order;

import dev.loopbench.cli.order.OrderOutcome.End;
import dev.loopbench.loopcore.order.OrderLog;
import dev.loopbench.loopcore.order.OrderProgram;
import dev.loopbench.loopcore.order.OrderRun;
import dev.loopbench.loopcore.order.OrderStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs, one after the other, each on a machine of its own.
 *
 * <p>Confined to the main thread, but for {@link #interrupt}, which is thread-safe by a lock, and
 * {@link #ended}.
 */
public final class OrderSession {

    private static final List<OrderStep> LOG = List.of(new OrderStep.Log(""));

    /**
     * A program with a step of each kind, to run before any other: the JVM loads classes when they
     * are first used, which can take longer than the timers of a program.
     */
    private static final OrderProgram WARM_UP =
            new OrderProgram(
                    "warm-up",
                    1,
                    List.of(
                            new OrderStep.NextTick(LOG),
                            new OrderStep.Microtask(LOG),
                            new OrderStep.PromiseChain(
                                    List.of(List.of(new OrderStep.Throw("")), LOG)),
                            new OrderStep.StartTimeout(1, LOG, "timeout"),
                            new OrderStep.StartInterval(
                                    1, List.of(new OrderStep.Clear("interval")), "interval"),
                            new OrderStep.StartImmediate(LOG, "immediate"),
                            new OrderStep.Unref("immediate"),
                            new OrderStep.Ref("immediate"),
                            new OrderStep.Work(LOG),
                            new OrderStep.Block(1),
                            new OrderStep.Throw("")),
                    null);

    private final OrderMachines machines;
    private final long timeoutNanos;
    private final int attempts;
    private final Object lock = new Object();

    private volatile int ended;

    // Under the lock.
    private @Nullable OrderRun current;
    private boolean interrupted;

    /**
     * @param timeoutNanos how long one run of a program may take
     * @param attempts how often a program is run until its log is the expected one
     */
    public OrderSession(OrderMachines machines, long timeoutNanos, int attempts) {
        this.machines = machines;
        this.timeoutNanos = timeoutNanos;
        this.attempts = attempts;
    }

    /** Runs all programs, or those before an interrupt and the one that was under way then. */
    public List<OrderOutcome> run(List<OrderProgram> programs) {
        execute(WARM_UP, 1);
        List<OrderOutcome> outcomes = new ArrayList<>();
        for (OrderProgram program : programs) {
            if (!isInterrupted()) {
                outcomes.add(agree(program));
                ended = outcomes.size();
            }
        }
        return List.copyOf(outcomes);
    }

    /** How many programs have ended. Any thread. */
    public int ended() {
        return ended;
    }

    /** Has the program under way end soon, and no other begin. */
    public void interrupt() {
        synchronized (lock) {
            interrupted = true;
            if (current != null) {
                current.stop();
            }
        }
    }

    public boolean isInterrupted() {
        synchronized (lock) {
            return interrupted;
        }
    }

    /**
     * A log that differs is evidence only if it differs each time: a machine that keeps the loop or
     * a worker from its core for longer than a timer waits changes the order of any loop.
     */
    private OrderOutcome agree(OrderProgram program) {
        int runs = 1;
        OrderOutcome outcome = execute(program, runs);
        while (outcome.isComplete() && outcome.differs() && runs < attempts) {
            runs++;
            outcome = execute(program, runs);
        }
        return outcome;
    }

    private OrderOutcome execute(OrderProgram program, int runs) {
        try (OrderMachine machine = machines.create(program.threads())) {
            OrderRun run = new OrderRun(program, machine.config());
            begin(run);
            machine.alarm().set(machine.clock().nanoTime() + timeoutNanos, run::stop);
            OrderLog log = run.run();
            return new OrderOutcome(program, log, end(log), runs);
        }
    }

    private void begin(OrderRun run) {
        synchronized (lock) {
            current = run;
            if (interrupted) {
                run.stop();
            }
        }
    }

    private End end(OrderLog log) {
        if (log.complete()) {
            return End.COMPLETE;
        }
        return isInterrupted() ? End.INTERRUPTED : End.TIMED_OUT;
    }
}
