package dev.loopbench.reports.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a machine does not tell, said once for each reason.
 *
 * <p>Confined to the thread that writes the report.
 */
final class Untold {

    private final Map<String, String> reasons;
    private final Map<String, List<String>> namesByReason = new LinkedHashMap<>();

    /**
     * @param reasons by component name
     */
    Untold(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    void add(String component, String name) {
        String reason = reasons.get(component);
        namesByReason
                .computeIfAbsent(reason == null ? "" : ": " + reason, r -> new ArrayList<>())
                .add(name);
    }

    List<Line> lines(Page page) {
        List<Line> lines = new ArrayList<>();
        namesByReason.forEach(
                (reason, names) -> {
                    String text = String.join(", ", names) + " not measurable" + reason;
                    lines.add(page.line(Tone.FAINT, text));
                });
        return lines;
    }
}
