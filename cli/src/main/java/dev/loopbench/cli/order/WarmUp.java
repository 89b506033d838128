package dev.loopbench.cli.order;

import dev.loopbench.loopcore.order.OrderProgram;
import dev.loopbench.loopcore.order.OrderStep;
import java.util.List;

/**
 * A program with a step of each kind, to run before any other: the JVM loads classes when they are
 * first used, which can take longer than the timers of a program. Stateless.
 */
final class WarmUp {

    private static final List<OrderStep> LOG = List.of(new OrderStep.Log(""));

    static final OrderProgram PROGRAM =
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

    private WarmUp() {}
}
