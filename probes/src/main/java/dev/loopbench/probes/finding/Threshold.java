package dev.loopbench.probes.finding;

import dev.loopbench.probes.finding.Condition.Unit;
import java.util.concurrent.TimeUnit;

/**
 * The leading quantities of the rules, each with the value that is worth knowing ({@code info}) and
 * the one that is wrong ({@code warn}). Immutable. The README's table is made of these.
 *
 * <p>A quantity is mapped to a score of 0 to 100 as JDK Mission Control's rules do it: {@code info}
 * comes to 25 and {@code warn} to 75, straight lines up to there; beyond, {@code 100 - 25 * warn /
 * value} nears 100. Conditions without a score are {@link Condition}s.
 */
enum Threshold {
    FAILURES(
            "work.failed",
            "operations that failed, of those that ended",
            Unit.SHARE,
            0.0001,
            0.01,
            "any is worth knowing; one in a hundred reaches p99"),
    THROTTLED(
            "host.throttled",
            "throttled periods of the CPU quota, of all periods",
            Unit.SHARE,
            0.001,
            0.05,
            "any is worth knowing; one in twenty reaches p95"),
    STEAL(
            "host.steal",
            "time the hypervisor gave to other machines",
            Unit.SHARE,
            0.01,
            0.05,
            "above the noise of the kernel's ticks; reaches p95"),
    NEIGHBOURS(
            "host.neighbours",
            "cores that processes used which have no part in the run, of the usable ones",
            Unit.SHARE,
            0.10,
            0.25,
            "stricter than JDK Mission Control's 20 and 40 %: latency is measured"),
    GC_SHARE(
            "loop.paused.gc",
            "time the collector stopped the program, of the run",
            Unit.SHARE,
            0.05,
            0.10,
            "JDK Mission Control's limits for halts"),
    STARVED(
            "loop.starved",
            "time the loop was ready without a core, of the run",
            Unit.SHARE,
            0.05,
            0.20,
            "a paced load at rest shows up to 0.04 on two cores"),
    LOOP_DELAY(
            "loop.blocked*",
            "loop delay that an event in a hundred meets",
            Unit.NANOS,
            TimeUnit.MILLISECONDS.toNanos(10),
            TimeUnit.MILLISECONDS.toNanos(50),
            "Clinic Doctor's delay; the browsers' long task"),
    RARE_STALL(
            "loop.blocked*",
            "longest stall, where the delay above is short",
            Unit.NANOS,
            TimeUnit.MILLISECONDS.toNanos(50),
            TimeUnit.SECONDS.toNanos(1),
            "the browsers' long task; one second interrupts a thought (Miller 1968)"),
    LATE_COMPLETIONS(
            "loop.late-completions",
            "return leg that a job in a hundred has; the longest below a hundred jobs",
            Unit.NANOS,
            TimeUnit.MILLISECONDS.toNanos(5),
            TimeUnit.MILLISECONDS.toNanos(50),
            "beyond wake-ups and the scheduler's slices; the browsers' long task"),
    VOLUME(
            "loop.volume",
            "utilization of a loop that serves clients",
            Unit.SHARE,
            0.80,
            0.95,
            "queues grow without bound towards 1 (M/G/1)"),
    POOL_WAIT(
            "pool.saturated*",
            "waiting for a thread, of the jobs' time",
            Unit.SHARE,
            0.05,
            1.0 / 3,
            "worth a word; a third is half a service time"),
    POOL_UTILIZATION(
            "pool.saturated*",
            "utilization of the pool, which holds back the score of the waiting",
            Unit.SHARE,
            0.80,
            0.95,
            "queues grow without bound towards 1 (Erlang C)"),
    BURST(
            "pool.burst, pool.cores-full, pool.oversubscribed",
            "what a burst waits for threads and cores, of the jobs' time",
            Unit.SHARE,
            0.05,
            0.80,
            "bursts wait; four fifths are five times the work"),
    OVERSUBSCRIBED(
            "pool.oversubscribed",
            "what jobs with a thread lacked a core for, of their time",
            Unit.SHARE,
            0.20,
            1.0 / 3,
            "a third is half a service time"),
    HANDOVER(
            "pool.handover",
            "waking up a worker and the loop, of the jobs' time",
            Unit.SHARE,
            0.5,
            0.9,
            "handing over takes longer than the work"),
    PROBE_COST(
            "probes.cost",
            "what measuring took, of the run",
            Unit.SHARE,
            0.05,
            0.25,
            "beyond, it shows in the figures"),
    QUEUED_BYTES(
            "memory.queued",
            "memory that queued work held at once",
            Unit.BYTES,
            64 * 1024.0 * 1024,
            1024 * 1024.0 * 1024,
            "a small container's heap; half of the heap is wrong in any case"),
    UNSENT_BYTES(
            "memory.backpressure",
            "bytes written that nobody had taken",
            Unit.BYTES,
            16 * 1024.0 * 1024,
            256 * 1024.0 * 1024,
            "a thousand times what a stream holds before it asks to wait"),
    VICTIM_WAIT(
            "pool.interference, pool.slow-lane",
            "waiting, of the time of the jobs of one kind",
            Unit.SHARE,
            0.20,
            1.0 / 3,
            "a third is half a service time"),
    SYNCHRONOUS(
            "loop.synchronous-call",
            "time of the loop in one synchronous call, of the run",
            Unit.SHARE,
            0.05,
            0.25,
            "as waiting for a thread: worth a word; a quarter of the loop is gone"),
    ELSEWHERE(
            "work.elsewhere",
            "time of an operation in no leg and not on the loop",
            Unit.NANOS,
            TimeUnit.MILLISECONDS.toNanos(50),
            TimeUnit.MILLISECONDS.toNanos(100),
            "the browsers' long task; a tenth of a second feels instant (Miller 1968)");

    private final String rule;
    private final String quantity;
    private final Unit unit;
    private final double info;
    private final double warn;
    private final String why;

    Threshold(String rule, String quantity, Unit unit, double info, double warn, String why) {
        this.rule = rule;
        this.quantity = quantity;
        this.unit = unit;
        this.info = info;
        this.warn = warn;
        this.why = why;
    }

    double info() {
        return info;
    }

    double warn() {
        return warn;
    }

    boolean isWorthKnowing(long value) {
        return value >= info;
    }

    boolean isWorthKnowing(double value) {
        return value >= info;
    }

    boolean isWrong(double value) {
        return value >= warn;
    }

    int score(long value) {
        return score((double) value);
    }

    /** 0 to 100; 0 for what is no number. */
    int score(double value) {
        if (!(value > 0)) {
            return 0;
        }
        if (value < info) {
            return (int) (Score.INFO * value / info);
        }
        if (value < warn) {
            return (int) (Score.INFO + (Score.WARN - Score.INFO) * (value - info) / (warn - info));
        }
        return (int) (Score.MAX - (Score.MAX - Score.WARN) * warn / value);
    }

    /** As the README has it. */
    String row() {
        return "| `"
                + rule
                + "` | "
                + quantity
                + " | "
                + unit.text(info)
                + " | "
                + unit.text(warn)
                + " | "
                + why
                + " |";
    }
}
