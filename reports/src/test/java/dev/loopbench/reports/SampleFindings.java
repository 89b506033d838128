package dev.loopbench.reports;

import dev.loopbench.probes.result.Finding;
import java.util.List;

/** The findings of the sample reports. */
final class SampleFindings {

    private SampleFindings() {}

    static Finding fifthWaits() {
        return new Finding(
                "pool.saturated.cores-busy",
                Finding.Severity.WARN,
                82,
                Finding.Confidence.HIGH,
                0.93,
                "The pool kept 1 of 5 jobs waiting 196ms: 4 threads share 2 cores",
                List.of(
                        "wait max 196ms, nearly one service time (median 198ms)",
                        "service took 1.8× its CPU time: 180ms for 98.5ms of work",
                        "somebody waited 64% of the time, 0.66 jobs on average"),
                List.of(
                        "the loop: 0.4% busy, return p50 39.5µs",
                        "GC: 0 pauses", "throttling: 0 of 3 periods", "steal: 0%"),
                "More threads only move the wait into the service time. Two threads would"
                        + " give the same makespan and a lower mean response.",
                "loopbench run pbkdf2 --threads 2 --jobs 5");
    }

    static Finding loopBlocked() {
        return new Finding(
                "loop.blocked.sleeping",
                Finding.Severity.WARN,
                90,
                Finding.Confidence.HIGH,
                0.71,
                "The loop was blocked: 3 stalls over 50ms, the longest 121ms",
                List.of(
                        "27.1% of moments waited more than 50ms for the loop",
                        "return p50 61ms, 10× the service time",
                        "CPU time in the stalls 0.3ms of 361ms: a blocking call"),
                List.of("the pool: 2.6% busy", "GC: no pause"),
                "Move the blocking call into the pool, or use its asynchronous form.",
                "loopbench run fs-read --jobs 12 --block none");
    }

    static Finding poolIdle() {
        return new Finding(
                "pool.idle",
                Finding.Severity.OK,
                0,
                Finding.Confidence.HIGH,
                null,
                "The pool had a free thread whenever a job came",
                List.of("wait max 58µs"),
                List.of(),
                "Nothing to do here.",
                null);
    }

    static Finding hashingStarvesReads() {
        return new Finding(
                "pool.saturated.mixed",
                Finding.Severity.WARN,
                75,
                Finding.Confidence.MEDIUM,
                0.38,
                "fs-read waited behind pbkdf2: 93% of its waiting was for hashing to end",
                List.of("fs-read wait p50 1.09s", "service p50 1.81ms"),
                List.of("the loop: 6.1% busy"),
                "Give hashing a pool of its own, or cap it at half of the threads.",
                "loopbench run mixed --threads 8");
    }

    static Finding tooLittle() {
        return new Finding(
                "data.few",
                Finding.Severity.INFO,
                25,
                Finding.Confidence.LOW,
                null,
                "Too little happened to say anything",
                List.of("0 operations in 1s"),
                List.of(),
                "Run something.",
                null);
    }
}
