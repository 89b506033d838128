package dev.loopbench.probes.node.script;

import dev.loopbench.probes.latency.LatencyRecorder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the answers of one observer add up to.
 *
 * <p>Confined to one thread. Figures are of the time from the installation to the last answer.
 * Nothing is derived from what is not known: a duration that comes out negative is a fault of the
 * instrument, counted by {@link #faults} and in no distribution.
 */
public final class ScriptLog {

    /** So many pauses come with their instants; of further ones the distribution is enough. */
    public static final int MAX_PAUSES = 10_000;

    private final Installation installation;
    private final Map<String, KindLog> kinds = new TreeMap<>();
    private final Map<String, LegsLog> legs = new TreeMap<>();
    private final LatencyRecorder sentinel = new LatencyRecorder();
    private final Map<PauseKind, LatencyRecorder> pauseTimes = new EnumMap<>(PauseKind.class);
    private final List<Answer.Pause> pauses = new ArrayList<>();
    private final List<Answer.Gap> gaps = new ArrayList<>();
    private long pausesDropped;
    private long answersMissed;
    private long backwards;
    private @Nullable Answer last;
    private Answer.@Nullable Delay delay;
    private Answer.@Nullable Heap heap;
    private long heapPeakBytes;

    public ScriptLog(Installation installation) {
        this.installation = installation;
    }

    /** Adds the next answer. */
    public void add(Answer answer) {
        long before = last == null ? 0 : last.sequence();
        answersMissed += Math.max(0, answer.sequence() - before - 1);
        if (last != null && isBackwards(last, answer)) {
            backwards++;
        }
        Answer.Jobs jobs = answer.jobs();
        jobs.records().forEach(job -> kind(job.kind()).add(job));
        jobs.counted().forEach(counted -> kind(counted.kind()).add(counted));
        jobs.untimed().forEach(untimed -> kind(untimed.kind()).add(untimed));
        kinds.values().forEach(KindLog::noneUnderWay);
        jobs.underWay().forEach(underWay -> kind(underWay.kind()).set(underWay));
        jobs.legs().forEach(of -> legs.computeIfAbsent(of.type(), LegsLog::new).add(of));
        answer.sentinel().responses().forEach(one -> sentinel.record(one.responseNanos()));
        answer.loop().pauses().forEach(this::add);
        gaps.addAll(answer.loop().gaps());
        if (answer.loop().delay() != null) {
            delay = answer.loop().delay();
        }
        if (answer.loop().heap() != null) {
            heap = answer.loop().heap();
            heapPeakBytes = Math.max(heapPeakBytes, heap.usedBytes());
        }
        last = answer;
    }

    private KindLog kind(String name) {
        return kinds.computeIfAbsent(name, KindLog::new);
    }

    private void add(Answer.Pause pause) {
        pauseTimes
                .computeIfAbsent(pause.kind(), kind -> new LatencyRecorder())
                .record(pause.durationNanos());
        if (pauses.size() < MAX_PAUSES) {
            pauses.add(pause);
        } else {
            pausesDropped++;
        }
    }

    /** What only grows has not. */
    private static boolean isBackwards(Answer before, Answer after) {
        Answer.UvMetrics first = before.loop().uv();
        Answer.UvMetrics second = after.loop().uv();
        return after.atNanos() < before.atNanos()
                || after.loop().idleNanos() < before.loop().idleNanos()
                || (first != null && second != null && second.iterations() < first.iterations());
    }

    public Installation installation() {
        return installation;
    }

    /** Whether jobs were seen by hooks to the end: else there are fewer in {@link #kinds}. */
    public Hooking hooking() {
        return last == null ? installation.hooking() : last.instrument().hooking();
    }

    /** From the installation to the last answer. */
    public long durationNanos() {
        return last == null ? 0 : last.atNanos() - installation.atNanos();
    }

    /** By the name of the kind, those of which there was a job. */
    public Map<String, KindLog> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    /** By Node's type, of jobs that are in {@link #kinds} as well; empty where Node tells none. */
    public Map<String, LegsLog> legs() {
        return Collections.unmodifiableMap(legs);
    }

    /** What the pool made a tiny job wait, and the way back. */
    public LatencyRecorder sentinel() {
        return sentinel;
    }

    /**
     * How long the sentinel that was under way at the last answer had been so; null if none was.
     */
    public @Nullable Long sentinelUnderWayNanos() {
        if (last == null || last.sentinel().underWay() == null) {
            return null;
        }
        return last.atNanos() - last.sentinel().underWay().fromNanos();
    }

    /** The collector's, by kind. */
    public Map<PauseKind, LatencyRecorder> pauseTimes() {
        return Collections.unmodifiableMap(pauseTimes);
    }

    /** The first {@link #MAX_PAUSES} with their instants. */
    public List<Answer.Pause> pauses() {
        return Collections.unmodifiableList(pauses);
    }

    /** In which the loop stood still, in their order. */
    public List<Answer.Gap> gaps() {
        return Collections.unmodifiableList(gaps);
    }

    /** Jobs that were submitted and seen, back or not. */
    public long jobsSoFar() {
        return kinds.values().stream()
                .mapToLong(
                        kind ->
                                kind.completed()
                                        + (kind.underWay() == null ? 0 : kind.underWay().count()))
                .sum();
    }

    /** How many are in {@link #pauseTimes} alone. */
    public long pausesDropped() {
        return pausesDropped;
    }

    /** As Node tells it; null before its first sample. */
    public Answer.@Nullable Delay delay() {
        return delay;
    }

    /** At the last reading, one a second; null before the first. */
    public Answer.@Nullable Heap heap() {
        return heap;
    }

    /** The largest of the readings; 0 before the first. */
    public long heapPeakBytes() {
        return heapPeakBytes;
    }

    /** Null before the first answer. */
    public @Nullable LoopWindow loop() {
        return last == null ? null : LoopWindow.between(installation.loop(), last.loop());
    }

    /** What had no place in the process. */
    public Answer.Lost lost() {
        return last == null ? new Answer.Lost(0, 0, 0, 0, 0, 0, 0) : last.instrument().lost();
    }

    /** Answers that did not arrive: what was in them is missing. */
    public long answersMissed() {
        return answersMissed;
    }

    /** Exceptions in the observer, durations that were negative, counts that ran backwards. */
    public long faults() {
        long inside = last == null ? 0 : last.instrument().faults();
        long responses = kinds.values().stream().mapToLong(KindLog::negatives).sum();
        long ofLegs = legs.values().stream().mapToLong(LegsLog::negatives).sum();
        long ofPauses = pauseTimes.values().stream().mapToLong(LatencyRecorder::negatives).sum();
        return inside + responses + ofLegs + ofPauses + sentinel.negatives() + backwards;
    }

    /**
     * What the loop did between two readings. Immutable.
     *
     * @param uv null where Node does not tell; {@code eventsWaiting} among it, too, is a difference
     */
    public record LoopWindow(long idleNanos, long activeNanos, Answer.@Nullable UvMetrics uv) {

        static LoopWindow between(Answer.Loop first, Answer.Loop second) {
            return new LoopWindow(
                    second.idleNanos() - first.idleNanos(),
                    second.activeNanos() - first.activeNanos(),
                    minus(second.uv(), first.uv()));
        }

        private static Answer.@Nullable UvMetrics minus(
                Answer.@Nullable UvMetrics second, Answer.@Nullable UvMetrics first) {
            return first == null || second == null
                    ? null
                    : new Answer.UvMetrics(
                            second.iterations() - first.iterations(),
                            second.events() - first.events(),
                            second.eventsWaiting() - first.eventsWaiting());
        }

        /** Node's event loop utilization; null over no time at all. */
        public @Nullable Double utilization() {
            long nanos = idleNanos + activeNanos;
            return nanos <= 0 ? null : (Double) ((double) activeNanos / nanos);
        }
    }
}
