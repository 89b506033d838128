package dev.loopbench.loopcore.order;

import java.util.List;

/**
 * What one run of an order program logged. Immutable.
 *
 * @param complete whether the program came to its end; false where it was stopped
 */
public record OrderLog(List<LogLine> lines, boolean complete) {

    public OrderLog {
        lines = List.copyOf(lines);
    }

    /** The log as the program wrote it. */
    public List<String> texts() {
        return lines.stream().map(LogLine::text).toList();
    }
}
