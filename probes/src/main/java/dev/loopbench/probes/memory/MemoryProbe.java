package dev.loopbench.probes.memory;

import dev.loopbench.probes.host.HostProbe;
import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.result.Memory;
import dev.loopbench.probes.result.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory of this process in the course of a run: at its start, every 100 ms or more, and at its
 * end. What it peaks at in between is known of the heap and, where the run reached a new high, of
 * the resident set; else the peak is that of the samples.
 *
 * <p>Handed over from thread to thread: {@link #open} on the loop thread, then {@link #look} on the
 * thread that observes it, then {@link #close} when that has ended. A look that is due reads one
 * small file and asks the JVM twice, some tens of microseconds.
 */
public final class MemoryProbe {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ProcessMemory memory;
    private final List<Timeline.MemorySample> samples = new ArrayList<>();
    private LongSupplier held = () -> 0;
    private Reading<Long> highAtOpen = Reading.missing("not read");
    private Reading<Long> highAtClose = Reading.missing("not read");
    private String whyNoRss = "not read";
    private String whyNoDirect = "not read";
    private long openedNanos;
    private long lastNanos;
    private long periodNanos = PERIOD_NANOS;

    MemoryProbe(ProcessMemory memory) {
        this.memory = memory;
    }

    /** Of this process. */
    public static MemoryProbe ofThisProcess() {
        return new MemoryProbe(ProcessMemory.ofThisProcess(ProcFiles.system()));
    }

    /**
     * Starts a window from zero.
     *
     * @param heldBytes what queued work holds now; any thread
     */
    public void open(long nowNanos, LongSupplier heldBytes) {
        samples.clear();
        held = heldBytes;
        openedNanos = nowNanos;
        periodNanos = PERIOD_NANOS;
        highAtOpen = memory.rssPeakBytes();
        take(nowNanos);
    }

    /** Reads the figures where that is due. */
    public void look(long nowNanos) {
        if (nowNanos - lastNanos >= periodNanos) {
            take(nowNanos);
        }
    }

    /** Ends the window. */
    public void close(long nowNanos) {
        if (nowNanos - lastNanos > 0) {
            take(nowNanos);
        }
        highAtClose = memory.rssPeakBytes();
    }

    /**
     * The closed window as reports tell it.
     *
     * @param host saw the collections of the same window
     */
    public Memory memory(HostProbe host, Memory.Held heldByWork) {
        SortedMap<String, String> unavailable = new TreeMap<>();
        Memory.Course rss = course(Timeline.MemorySample::rssBytes, newHigh());
        if (rss == null) {
            unavailable.put("rss", whyNoRss);
        }
        Memory.Course direct = course(Timeline.MemorySample::directBytes, null);
        if (direct == null) {
            unavailable.put("direct", whyNoDirect);
        }
        Long heapAfterGc = host.heapAfterGcBytes();
        if (heapAfterGc == null) {
            unavailable.put("heapAfterGcBytes", "the JVM told of no collection in the run");
        }
        long heapMax = memory.heapMaxBytes();
        if (heapMax < 0) {
            unavailable.put("heapMaxBytes", "nothing limits the heap");
        }
        return new Memory(
                rss,
                course(Timeline.MemorySample::heapBytes, host.heapBeforeGcBytes()),
                direct,
                heapAfterGc,
                heapMax < 0 ? null : (Long) heapMax,
                heldByWork,
                Collections.unmodifiableSortedMap(unavailable));
    }

    /** By instant, offsets from {@code originNanos}; the first is that of the opening. */
    public List<Timeline.MemorySample> samples(long originNanos) {
        long earlierNanos = originNanos - openedNanos;
        return samples.stream()
                .map(
                        sample ->
                                new Timeline.MemorySample(
                                        Math.max(0, sample.atNanos() - earlierNanos),
                                        sample.rssBytes(),
                                        sample.heapBytes(),
                                        sample.directBytes(),
                                        sample.heldBytes()))
                .toList();
    }

    private void take(long nowNanos) {
        if (samples.size() == Timeline.MAX_MEMORY_SAMPLES) {
            halve();
        }
        Reading<Long> rss = memory.rssBytes();
        Reading<Long> direct = memory.directBytes();
        whyNoRss = rss.value() == null ? String.valueOf(rss.reason()) : whyNoRss;
        whyNoDirect = direct.value() == null ? String.valueOf(direct.reason()) : whyNoDirect;
        samples.add(
                new Timeline.MemorySample(
                        nowNanos - openedNanos,
                        rss.value(),
                        memory.heapBytes(),
                        direct.value(),
                        held.getAsLong()));
        lastNanos = nowNanos;
    }

    /** The first stays; of each two others the larger figures do, at the instant of the second. */
    private void halve() {
        List<Timeline.MemorySample> kept = new ArrayList<>(samples.subList(0, 1));
        for (int i = 1; i < samples.size(); i += 2) {
            Timeline.MemorySample one = samples.get(i);
            Timeline.MemorySample next = samples.get(Math.min(i + 1, samples.size() - 1));
            kept.add(
                    new Timeline.MemorySample(
                            next.atNanos(),
                            larger(one.rssBytes(), next.rssBytes()),
                            larger(one.heapBytes(), next.heapBytes()),
                            larger(one.directBytes(), next.directBytes()),
                            Math.max(one.heldBytes(), next.heldBytes())));
        }
        samples.clear();
        samples.addAll(kept);
        periodNanos *= 2;
    }

    /** The kernel's note of the most there was, if it is of this window. */
    private @Nullable Long newHigh() {
        Long before = highAtOpen.value();
        Long after = highAtClose.value();
        return before != null && after != null && after > before ? after : null;
    }

    private Memory.@Nullable Course course(
            Function<Timeline.MemorySample, @Nullable Long> figure, @Nullable Long atLeast) {
        Long start = samples.isEmpty() ? null : figure.apply(samples.get(0));
        Long end = samples.isEmpty() ? null : figure.apply(samples.get(samples.size() - 1));
        if (start == null || end == null) {
            return null;
        }
        long peak = Math.max(start, end);
        for (Timeline.MemorySample sample : samples) {
            Long bytes = figure.apply(sample);
            peak = bytes == null ? peak : Math.max(peak, bytes);
        }
        return new Memory.Course(start, atLeast == null ? peak : Math.max(peak, atLeast), end);
    }

    private static @Nullable Long larger(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : (Long) Math.max(one, other);
    }
}
