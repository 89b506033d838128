package dev.loopbench.reports.markdown;

import java.nio.charset.StandardCharsets;

/**
 * Blocks one after the other, as many as the reader's limit has room for.
 *
 * <p>Confined to the thread that writes the report. A block that does not fit is left out as a
 * whole, and the last line says so.
 */
public final class MarkdownPage {

    /** GitHub refuses comments above 65536 characters; bytes are never fewer. */
    public static final int MAX_BYTES = 65_535;

    private static final int RESERVE_BYTES = 200;

    private final StringBuilder text = new StringBuilder();
    private int bytes;
    private int omitted;

    public void block(String block) {
        int size = block.getBytes(StandardCharsets.UTF_8).length + 2;
        if (bytes + size > MAX_BYTES - RESERVE_BYTES) {
            omitted++;
            return;
        }
        bytes += size;
        text.append(text.isEmpty() ? "" : "\n").append(block).append('\n');
    }

    public String render() {
        if (omitted > 0) {
            text.append("\n_").append(omitted);
            text.append(omitted == 1 ? " part is" : " parts are");
            text.append(" left out for want of room: see the JSON report._\n");
        }
        return text.toString();
    }
}
