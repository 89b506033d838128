package dev.loopbench.reports.phrase;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Memory;
import java.util.ArrayList;
import java.util.List;

/** Figures of memory in words. Stateless. */
public final class MemoryText {

    private MemoryText() {}

    public static String rss(Memory.Course rss) {
        return "rss " + Numbers.bytes(rss.endBytes()) + ", peak " + Numbers.bytes(rss.peakBytes());
    }

    /** With what it may grow to, where that is known. */
    public static String heap(Memory memory, Memory.Course heap) {
        Long max = memory.heapMaxBytes();
        String of = max == null ? "" : " of " + Numbers.bytes(max);
        return "heap peak " + Numbers.bytes(heap.peakBytes()) + of;
    }

    /** What queued work held; empty if it held nothing. */
    public static List<String> held(Memory memory) {
        Memory.Held held = memory.held();
        List<String> items = new ArrayList<>();
        if (held.peakBytes() == 0) {
            return items;
        }
        Long at = held.peakAtNanos();
        items.add(
                "held by queued work peak "
                        + Numbers.bytes(held.peakBytes())
                        + (at == null ? "" : " at " + Numbers.nanos(at)));
        if (held.kinds().size() > 1) {
            for (Memory.Kind kind : held.kinds()) {
                items.add(kind.kind() + " " + Numbers.bytes(kind.peakBytes()));
            }
        }
        return items;
    }
}
