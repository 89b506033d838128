package dev.loopbench.cli.gate.study;

import dev.loopbench.cli.gate.study.NoiseStudy.NoisyCell;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.json.JsonLayout;
import dev.loopbench.reports.json.JsonText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A study of noise as a JSON document. Stateless. */
public final class NoiseJson {

    private static final String SCHEMA = "loopbench.noise/1";

    private record Document(
            String schema,
            Tool tool,
            String started,
            boolean complete,
            Comparison.Outcome outcome,
            @Nullable String grade,
            List<String> command,
            @Nullable Environment environment,
            List<NoisyCell> cells,
            List<Comparison.Pair> pairs) {}

    private NoiseJson() {}

    public static String document(NoiseStudy study) {
        Comparison comparison = study.comparison();
        Document document =
                new Document(
                        SCHEMA,
                        comparison.tool(),
                        comparison.started(),
                        comparison.complete(),
                        comparison.outcome(),
                        comparison.complete() ? study.grade().word() : null,
                        comparison.base().command(),
                        comparison.base().environment(),
                        study.cells(),
                        comparison.pairs());
        return JsonText.of(
                document,
                new JsonLayout(
                        Set.of("command", "detectableShares", "values", "redone"),
                        Set.of("cells")));
    }
}
