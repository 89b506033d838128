package dev.loopbench.reports.gate.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Place;
import dev.loopbench.reports.gate.model.Dimension;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.json.Groups;
import dev.loopbench.reports.json.ReportMapper;
import dev.loopbench.reports.json.Words;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the records of a comparison and JSON correspond, and the words of its document. Stateless.
 *
 * <p>What an outcome or a verdict is called may grow: a word of a later version is {@code UNKNOWN}.
 */
final class ComparisonMapper {

    private static final Set<String> FLAT =
            Set.of(
                    "command",
                    "files",
                    "earlier",
                    "arguments",
                    "parameters",
                    "values",
                    "missing",
                    "conditions",
                    "confirmation",
                    "redone",
                    "parts");

    private static final Set<String> FLAT_ELEMENTS =
            Set.of("looks", "samples", "varied", "dropped");

    private ComparisonMapper() {}

    static JsonMapper create() {
        return ReportMapper.builder(FLAT, FLAT_ELEMENTS)
                .addMixIn(Comparison.Outcome.class, OutcomeKeys.class)
                .addMixIn(CellResult.Definition.class, DefinitionKeys.class)
                .addModule(
                        Groups.of(
                                Comparison.Origin.class,
                                Comparison.State.class,
                                Comparison.Agreement.class,
                                Comparison.Sides.class,
                                Comparison.Judged.class,
                                CellResult.Definition.class,
                                CellResult.Observed.class,
                                CellResult.Change.class))
                .addModule(Words.of(Dimension.class, Dimension::unit, Dimension.COUNT))
                .addModule(Words.of(Comparison.Method.class, Comparison.Method::word))
                .addModule(Words.of(Place.class, Place::word, Place.UNKNOWN))
                .addModule(Words.of(Stage.class, Stage::word))
                .addModule(Words.of(Verdict.class, Verdict::words, Verdict.UNKNOWN))
                .addModule(Words.of(OutcomeKind.class, OutcomeKind::word, OutcomeKind.UNKNOWN))
                .build();
    }

    private interface OutcomeKeys {
        @JsonProperty("word")
        OutcomeKind kind();
    }

    @JsonPropertyOrder({"name", "gated", "counter", "unit", "lowerIsBetter", "marginShare"})
    private interface DefinitionKeys {
        @JsonProperty("unit")
        Dimension dimension();
    }
}
