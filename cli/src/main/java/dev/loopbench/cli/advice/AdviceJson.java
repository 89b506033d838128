package dev.loopbench.cli.advice;

import dev.loopbench.reports.json.JsonLayout;
import dev.loopbench.reports.json.JsonText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of the advice, as a JSON document. Stateless. */
public final class AdviceJson {

    private record Document(
            String schema, boolean complete, boolean passed, List<Row> faults, List<Run> trials) {}

    private record Row(String fault, long runs, long judged, long fell, boolean passed) {}

    private record Run(
            String fault,
            int run,
            String rule,
            @Nullable String next,
            @Nullable Double gainShare,
            boolean fell,
            @Nullable String failure) {}

    private AdviceJson() {}

    public static String document(AdviceResult result) {
        return JsonText.of(
                new Document(
                        "loopbench.selftest-advice/1",
                        result.complete(),
                        result.passes(),
                        result.rows().stream()
                                .map(
                                        row ->
                                                new Row(
                                                        row.fault().title(),
                                                        row.runs(),
                                                        row.judged(),
                                                        row.fell(),
                                                        row.passes()))
                                .toList(),
                        result.trials().stream()
                                .map(
                                        trial ->
                                                new Run(
                                                        trial.fault().title(),
                                                        trial.run(),
                                                        trial.rule(),
                                                        trial.next(),
                                                        trial.gainShare(),
                                                        trial.fell(),
                                                        trial.why()))
                                .toList()),
                new JsonLayout(Set.of(), Set.of("faults", "trials")));
    }
}
