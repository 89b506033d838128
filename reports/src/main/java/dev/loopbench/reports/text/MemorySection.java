package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Memory;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.phrase.MemoryText;
import java.util.ArrayList;
import java.util.List;

/** Memory in the course of the run, and what of it queued work held. */
final class MemorySection implements Section {

    @Override
    public void write(Report report, Page page) {
        Memory memory = report.memory();
        if (memory == null) {
            return;
        }
        List<Line> items = new ArrayList<>();
        for (String item : MemoryText.held(memory)) {
            items.add(page.line(item));
        }
        items.addAll(
                Fact.lines(
                        List.of(
                                Fact.of("rss", "resident set", memory.rss(), MemoryText::rss),
                                Fact.of("heap", "heap", memory.heap(), h -> heap(memory, h)),
                                Fact.of(
                                        "direct",
                                        "direct buffers",
                                        memory.direct(),
                                        direct ->
                                                "direct buffers peak "
                                                        + Numbers.bytes(direct.peakBytes()))),
                        memory.unavailable(),
                        page));
        page.gap();
        page.items(page.heading("Memory"), items);
    }

    private static String heap(Memory memory, Memory.Course heap) {
        Long after = memory.heapAfterGcBytes();
        String left = after == null ? "" : ", " + Numbers.bytes(after) + " after GC";
        return MemoryText.heap(memory, heap) + left;
    }
}
