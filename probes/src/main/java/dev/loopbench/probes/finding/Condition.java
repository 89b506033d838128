package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;

/**
 * The conditions of the rules: values that a figure has to reach for a rule to apply, or that tell
 * one case from another. Immutable. The README's table is made of these; {@link Threshold} has
 * those that come with a score.
 */
enum Condition {
    LEAST_DURATION("data.short", Unit.NANOS, 2e9, "a stream has not settled in less"),
    LEAST_ITERATIONS("data.short", Unit.COUNT, 50, "one of them is then 2 % of what is known"),
    PHASE_RESIDUAL("data.selfcheck", Unit.SHARE, 0.02, "the clock's own error is below"),
    LITTLE_RESIDUAL("data.selfcheck", Unit.SHARE, 0.05, "depth and waits are read apart"),
    HANGING(
            "pool.stuck, pool.unanswered",
            Unit.NANOS,
            1e9,
            "on a thread, or under way: an answer is no longer awaited"),
    LONG_THROTTLE("host.throttled", Unit.NANOS, 50e6, "per throttled period: a stall by itself"),
    LEAST_STOLEN(
            "host.steal", Unit.NANOS, 50e6, "stolen in all: less is five of the kernel's ticks"),
    FELT_STRETCH("host.neighbours, pool.*", Unit.RATIO, 1.2, "below, a lack of cores is not felt"),
    HARMLESS("none", Unit.SHARE, 0.05, "of the operations' time: below, nothing was held back"),
    HOST_FACTOR("host.*", Unit.RATIO, 5, "what costs so much more than the host stays certain"),
    QUIET_HOST("host.*", Unit.SHARE, 0.02, "below, GC and run queue are at rest"),
    OWN_HOLD("loop.blocked*", Unit.NANOS, 5e6, "of a hold, the callback's own: it blocks"),
    OWN_PART("loop.blocked*", Unit.SHARE, 0.2, "of what code and collector took: the code's"),
    PART_OF_HOLDS("loop.blocked*", Unit.SHARE, 0.2, "of what events meet: code that holds"),
    MOST_OF_HOLDS("loop.*", Unit.SHARE, 0.5, "of what events meet: most of it"),
    OFTEN_HELD("loop.*", Unit.SHARE, 0.05, "of all moments meet a delay worth knowing"),
    CPU_WORK("loop.blocked.cpu", Unit.SHARE, 0.8, "CPU of the callback's own time: it computes"),
    BLOCKING_CALL("loop.blocked.call", Unit.SHARE, 0.2, "CPU of its own time: it waits"),
    FELT_HOLD("loop.blocked*", Unit.SHARE, 0.05, "of the operations' time; below, harmless"),
    AGAIN_AND_AGAIN("loop.blocked*", Unit.COUNT, 3, "short holds: fewer are chance"),
    FELT_RETURN("loop.*", Unit.NANOS, 5e6, "beyond wake-ups and the scheduler's slices"),
    RETURN_SHARE("loop.late-completions", Unit.SHARE, 0.2, "of the jobs' time; below, no warning"),
    MANY_EVENTS("loop.volume", Unit.COUNT, 10, "events an iteration"),
    USUAL_PERIOD("loop.volume", Unit.SHARE, 0.25, "of the delay's p99: held by usual periods"),
    STANDING_QUEUE("pool.saturated*", Unit.SHARE, 0.5, "of the time: a queue that stands"),
    MOST_OF_LOST("pool.*", Unit.SHARE, 0.5, "of the lost time: nothing else took more"),
    WAIT_FOR_THREADS("pool.*", Unit.SHARE, 0.5, "of the waiting met busy threads, not wake-ups"),
    LONGEST_WAIT("pool.*", Unit.RATIO, 0.5, "services: below, no job minds"),
    IDLE_POOL("pool.burst", Unit.SHARE, 0.5, "utilization below which a stream came in bursts"),
    SHORT_SERVICE("pool.handover", Unit.NANOS, 1e6, "beyond, handing over is little beside it"),
    TINY_SERVICE("pool.handover", Unit.NANOS, 20e3, "what handing a job over costs"),
    BETWEEN_JOBS("pool.handover", Unit.SHARE, 0.2, "of the time a job was queued and none ran"),
    MANY_JOBS("pool.handover", Unit.COUNT, 100, "jobs: fewer say little of wake-ups"),
    SHARED_CORES("pool.cores-full", Unit.SHARE, 0.05, "of their time jobs with a thread had none"),
    FULL_CORES(
            "pool.saturated.cores-exhausted, loop.starved",
            Unit.SHARE,
            0.8,
            "of the cores: in use"),
    COMPUTING("pool.saturated.cores-idle", Unit.RATIO, 1.2, "service over CPU time, at most"),
    CROWD("pool.oversubscribed", Unit.RATIO, 4, "times its CPU time: the loop waits for it, too"),
    WAITING(
            "pool.saturated.jobs-wait",
            Unit.SHARE,
            0.5,
            "of the cores, for which more threads fit"),
    COMPUTING_SHARE(
            "pool.oversubscribed", Unit.SHARE, 0.1, "CPU time of the service of jobs that compute"),
    BLAMED("pool.interference", Unit.SHARE, 0.5, "of the victim's waiting: most of it"),
    FELT_WAIT("pool.interference, pool.slow-lane", Unit.NANOS, 5e6, "the victim's longest"),
    AT_REST("work.elsewhere", Unit.SHARE, 0.3, "utilization of loop and pool, at most"),
    MOSTLY_ELSEWHERE("work.elsewhere", Unit.SHARE, 0.5, "of the operations' time");

    /** What a figure is measured in. */
    enum Unit {
        NANOS,
        SHARE,
        RATIO,
        BYTES,
        COUNT;

        String text(double value) {
            return switch (this) {
                case NANOS -> Numbers.roundNanos(value);
                case SHARE -> Numbers.roundShare(value);
                case BYTES -> Numbers.bytes(value);
                case RATIO -> Numbers.roundRatio(value);
                case COUNT -> Numbers.count(value);
            };
        }
    }

    private final String rule;
    private final Unit unit;
    private final double value;
    private final String why;

    Condition(String rule, Unit unit, double value, String why) {
        this.rule = rule;
        this.unit = unit;
        this.value = value;
        this.why = why;
    }

    double value() {
        return value;
    }

    boolean isReached(long figure) {
        return figure >= value;
    }

    boolean isReached(double figure) {
        return figure >= value;
    }

    String text() {
        return unit.text(value);
    }

    /** As the README has it. */
    String row() {
        return "| `" + rule + "` | " + text() + " | " + why + " |";
    }
}
