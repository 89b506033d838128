package dev.loopbench.probes.node.live;

import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.node.process.ThreadFigures;
import dev.loopbench.probes.result.Host;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;

/**
 * What threads used between two looks: those that were there at the second one, from their start on
 * where that came later than the first. Immutable.
 */
record ThreadCounts(
        Reading<Long> cpuNanos,
        Reading<Long> runDelayNanos,
        Reading<Host.ContextSwitches> switches) {

    private static final String GONE = "the process had ended before its threads were read again";

    static ThreadCounts between(List<ThreadFigures> before, List<ThreadFigures> after) {
        if (after.isEmpty()) {
            return new ThreadCounts(
                    Reading.missing(GONE), Reading.missing(GONE), Reading.missing(GONE));
        }
        Map<Long, ThreadFigures> first =
                before.stream().collect(Collectors.toMap(ThreadFigures::tid, Function.identity()));
        Reading<Long> cpu = Reading.of(0L);
        Reading<Long> delay = Reading.of(0L);
        Reading<Host.ContextSwitches> switches = Reading.of(new Host.ContextSwitches(0, 0));
        for (ThreadFigures thread : after) {
            ThreadFigures earlier = first.get(thread.tid());
            boolean same = earlier != null && earlier.startTicks() == thread.startTicks();
            ThreadFigures from = same ? earlier : null;
            long cpuNanos = thread.cpuNanos() - (from == null ? 0 : from.cpuNanos());
            cpu = cpu.map(sum -> sum + cpuNanos);
            Reading<Long> delayed =
                    from == null
                            ? thread.runDelayNanos()
                            : from.runDelayNanos().with(thread.runDelayNanos(), (a, b) -> b - a);
            delay = delay.with(delayed, Long::sum);
            Reading<Host.ContextSwitches> switched =
                    from == null
                            ? thread.switches()
                            : from.switches()
                                    .with(
                                            thread.switches(),
                                            (a, b) -> with(b, a, ThreadCounts::minus));
            switches = switches.with(switched, (a, b) -> with(a, b, Long::sum));
        }
        return new ThreadCounts(cpu, delay, switches);
    }

    private static long minus(long a, long b) {
        return a - b;
    }

    private static Host.ContextSwitches with(
            Host.ContextSwitches one, Host.ContextSwitches other, LongBinaryOperator operator) {
        return new Host.ContextSwitches(
                operator.applyAsLong(one.voluntary(), other.voluntary()),
                operator.applyAsLong(one.involuntary(), other.involuntary()));
    }
}
