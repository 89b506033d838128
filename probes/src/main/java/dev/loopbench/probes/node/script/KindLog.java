package dev.loopbench.probes.node.script;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.result.Histogram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one kind, as a {@link ScriptLog} has them: from submission to callback, which is the
 * sum of all legs.
 *
 * <p>Confined to one thread.
 */
public final class KindLog {

    private final String kind;
    private final LatencyRecorder response = new LatencyRecorder();
    private long counted;
    private double sumNanos;
    private long untimed;
    private Answer.@Nullable JobsUnderWay underWay;

    KindLog(String kind) {
        this.kind = kind;
    }

    void add(Answer.Job job) {
        response.record(job.responseNanos());
        sumNanos += Math.max(0, job.responseNanos());
    }

    /** A bucket's jobs lie in its middle; the shortest and the longest job are known exactly. */
    void add(Answer.CountedJobs jobs) {
        counted += jobs.count();
        sumNanos += jobs.sumNanos();
        List<Answer.Bucket> buckets = jobs.buckets();
        for (int at = 0; at < buckets.size(); at++) {
            Answer.Bucket bucket = buckets.get(at);
            long left = bucket.count();
            if (at == 0 && left > 0) {
                response.record(jobs.minNanos());
                left--;
            }
            if (at == buckets.size() - 1 && left > 0) {
                response.record(jobs.maxNanos());
                left--;
            }
            long nanos = Math.min(Math.max(bucket.nanos(), jobs.minNanos()), jobs.maxNanos());
            for (; left > 0; left--) {
                response.record(nanos);
            }
        }
    }

    void add(Answer.UntimedJobs jobs) {
        untimed += jobs.count();
    }

    void noneUnderWay() {
        underWay = null;
    }

    void set(Answer.JobsUnderWay jobs) {
        underWay = jobs;
    }

    /** The function of Node that asked for them, or {@code fs}. */
    public String kind() {
        return kind;
    }

    /** Jobs that are back, with and without a response. */
    public long completed() {
        return response.count() + untimed;
    }

    /** Of those that are back and whose submission was seen. Its sum is that of rounded values. */
    public LatencyRecorder response() {
        return response;
    }

    /** The responses as a report has them, with their exact mean; null if there are none. */
    public @Nullable Histogram toHistogram() {
        return response.isEmpty()
                ? null
                : Histograms.of(
                        response.histogram(), response.minNanos(), sumNanos, response.maxNanos());
    }

    /** Of the responses, how many are known to one part in 64 and not to the nanosecond. */
    public long counted() {
        return counted;
    }

    /** Jobs that are back and of which is not known when they were submitted. */
    public long untimed() {
        return untimed;
    }

    /** Those not back at the last answer; null if there were none. */
    public Answer.@Nullable JobsUnderWay underWay() {
        return underWay;
    }

    /** Responses that were negative: faults of the instrument. */
    long negatives() {
        return response.negatives();
    }
}
