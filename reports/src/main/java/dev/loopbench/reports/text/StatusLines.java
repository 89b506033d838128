package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** How many answers came with which status. Stateless. */
final class StatusLines {

    private static final char FIRST_ERROR = '4';

    private StatusLines() {}

    /** {@code status 200 9812× · 503 4×}; nothing where none was told. */
    static List<Line> of(@Nullable SortedMap<String, Long> counts, Page page) {
        List<Line> lines = new ArrayList<>();
        if (counts == null || counts.isEmpty()) {
            return lines;
        }
        String word = "status ";
        for (Map.Entry<String, Long> status : counts.entrySet()) {
            boolean error = status.getKey().compareTo(String.valueOf(FIRST_ERROR)) >= 0;
            lines.add(
                    page.line(
                            error ? Tone.WARN : Tone.PLAIN,
                            word + status.getKey() + " " + Numbers.count(status.getValue()) + "×"));
            word = "";
        }
        return lines;
    }
}
