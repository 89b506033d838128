package dev.loopbench.reports;

import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.document.Headline;
import dev.loopbench.reports.gate.document.Seats;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.CellResult.Confirmation;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Conditions;
import dev.loopbench.reports.gate.model.Comparison.DroppedCell;
import dev.loopbench.reports.gate.model.Comparison.Look;
import dev.loopbench.reports.gate.model.Comparison.Outcome;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Comparison.Sample;
import dev.loopbench.reports.gate.model.Comparison.Side;
import dev.loopbench.reports.gate.model.Comparison.Terms;
import dev.loopbench.reports.gate.model.Comparison.Varied;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Literal comparisons: one for each answer a reader meets. */
public final class SampleComparisons {

    /** Names of all of them. */
    public static final List<String> NAMES =
            List.of(
                    "regression",
                    "no-regression",
                    "inconclusive",
                    "untrusted",
                    "failed",
                    "interrupted",
                    "compare");

    private static final double MS = 1e6;

    private static final List<Varied> VARIED =
            List.of(new Varied("iterations", "20000", "23000"), new Varied("threads", "4", "4"));

    private static final List<DroppedCell> DROPPED =
            List.of(
                    new DroppedCell(
                            "return.mean",
                            "a mean return of 41µs, <0.1% of the response, is what waking a thread"
                                    + " takes"),
                    new DroppedCell(
                            "wait.mean",
                            "scatters by 31% from pair to pair: 30 pairs find no change below"
                                    + " 58%"));

    private SampleComparisons() {}

    /** A sample by the name of its golden files. */
    public static Comparison named(String name) {
        return switch (name) {
            case "regression" -> regression();
            case "no-regression" -> noRegression();
            case "inconclusive" -> inconclusive();
            case "untrusted" -> untrusted();
            case "failed" -> failed();
            case "interrupted" -> interrupted();
            case "compare" -> compare();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Half of the threads: everything waits longer, and the waiting leg holds it. */
    public static Comparison regression() {
        List<Pair> pairs = pairs(12, 8, 6, 20 * MS);
        List<CellResult> cells =
                List.of(
                        SampleCells.counter("loop.iterations", 0),
                        SampleCells.changed("response.p50", 201 * MS, 0.098, 0.081, 0.116)
                                .regression(),
                        SampleCells.changed("throughput", 16.7, -0.089, -0.104, -0.075)
                                .regression(),
                        SampleCells.changed("service.p50", 98 * MS, 0.004, -0.003, 0.011)
                                .noRegression(),
                        SampleCells.changed("wait.p90", 98 * MS, 0.21, 0.17, 0.26).information(),
                        SampleCells.changed("return.p50", 41_000, 0.004, -0.03, 0.04).information(),
                        SampleCells.changed("loop.delay.p99", 1.2 * MS, 0.001, -0.03, 0.04)
                                .information());
        return ab(OutcomeKind.REGRESSION, 10, cells, pairs, 1);
    }

    public static Comparison noRegression() {
        List<CellResult> cells =
                List.of(
                        SampleCells.counter("loop.iterations", 0),
                        SampleCells.changed("response.p50", 201 * MS, 0.004, -0.002, 0.011)
                                .noRegression(),
                        SampleCells.changed("response.p99", 240 * MS, 0.011, -0.006, 0.027)
                                .noRegression(),
                        SampleCells.changed("throughput", 16.7, -0.002, -0.01, 0.006)
                                .noRegression(),
                        SampleCells.changed("wait.p90", 98 * MS, 0.004, -0.03, 0.04).information());
        return ab(OutcomeKind.NO_REGRESSION, 0, cells, pairs(12, 0, 4, 0), 1);
    }

    public static Comparison inconclusive() {
        List<CellResult> cells =
                List.of(
                        SampleCells.changed("response.p50", 201 * MS, 0.004, -0.002, 0.011)
                                .noRegression(),
                        SampleCells.changed("response.p99", 240 * MS, 0.012, -0.021, 0.051)
                                .inconclusive());
        return ab(OutcomeKind.INCONCLUSIVE, 11, cells, pairs(30, 0, 10, 0), 3);
    }

    /** Base moved against itself by more than half of what head moved. */
    public static Comparison untrusted() {
        List<CellResult> cells =
                List.of(
                        SampleCells.changed("response.p50", 201 * MS, 0.098, 0.081, 0.116)
                                .untrusted(0.062),
                        SampleCells.changed("service.p50", 98 * MS, 0.004, -0.003, 0.011)
                                .noRegression());
        return ab(OutcomeKind.TOO_NOISY, 14, cells, pairs(12, 8, 6, 20 * MS), 1);
    }

    /** A fork died before there was anything to say. */
    public static Comparison failed() {
        Comparison begun = noRegression();
        String sentence =
                "head failed in pair 4: it ended with exit code 1 and printed"
                        + " \"Error: Could not find or load main class Main\".";
        return with(
                begun,
                new Outcome(OutcomeKind.FAILED, 1, sentence),
                List.of(SampleCells.missing("response.p50", "head has no value for it")),
                begun.pairs().subList(0, 4));
    }

    public static Comparison interrupted() {
        Comparison begun = inconclusive();
        return with(
                begun,
                new Outcome(
                        OutcomeKind.INTERRUPTED,
                        130,
                        "7 pairs were measured, and the first look needs 12."),
                List.of(SampleCells.missing("response.p50", "no look has taken place")),
                begun.pairs().subList(0, 9));
    }

    /** Two saved reports of ten repeats each. */
    public static Comparison compare() {
        List<CellResult> cells =
                List.of(
                        SampleCells.changed("response.p50", 201 * MS, 0.214, 0.171, 0.262)
                                .margin(0.1)
                                .regressionOfReports());
        return new Comparison(
                Comparison.SCHEMA,
                new Comparison.Origin(
                        tool("1.4.0"),
                        Comparison.Method.COMPARE,
                        "0199aaaa-0000-7000-8000-000000000002",
                        "2026-01-01T12:00:00Z"),
                new Comparison.State(
                        0,
                        true,
                        new Outcome(
                                OutcomeKind.REGRESSION,
                                10,
                                Headline.of(OutcomeKind.REGRESSION, cells))),
                new Comparison.Agreement(
                        new Terms(0.01, List.of(), 0, 0, 0, null, List.of()), null),
                new Comparison.Sides(
                        files("base.json", "1.3.0", samples(10, 201 * MS)),
                        files("head.json", "1.4.0", samples(10, 244 * MS)),
                        List.of()),
                new Comparison.Judged(cells, null, null),
                List.of(),
                List.of(
                        new Warning(
                                Warning.Kind.COMPARE_REPEATS,
                                "Repeats of one process share its compiled code and its luck.",
                                "Compare four or more reports on each side, or use loopbench"
                                        + " ab.")));
    }

    static Tool tool(String version) {
        return new Tool("loopbench", version, "3f9ac1d");
    }

    private static Comparison ab(
            OutcomeKind kind, int exitCode, List<CellResult> cells, List<Pair> pairs, int looks) {
        return new Comparison(
                Comparison.SCHEMA,
                new Comparison.Origin(
                        tool("1.4.0"),
                        Comparison.Method.AB,
                        "0199aaaa-0000-7000-8000-000000000001",
                        "2026-01-01T12:00:00Z"),
                new Comparison.State(
                        214_000_000_000L,
                        true,
                        new Outcome(kind, exitCode, Headline.of(kind, cells))),
                new Comparison.Agreement(
                        new Terms(
                                0.01,
                                List.of(new Look(12, 0.25), new Look(20, 0.2), new Look(30, 0.4)),
                                looks,
                                8,
                                7,
                                60_000_000_000L,
                                List.of()),
                        null),
                new Comparison.Sides(
                        side("/opt/loopbench-1.3/loopbench", "1.3.0"),
                        side("/opt/loopbench-1.4/loopbench", "1.4.0"),
                        kind == OutcomeKind.REGRESSION ? VARIED : List.of()),
                new Comparison.Judged(
                        cells,
                        kind == OutcomeKind.NO_REGRESSION ? DROPPED : null,
                        Seats.of(pairs, "pbkdf2")),
                pairs,
                List.of());
    }

    private static Comparison with(
            Comparison begun, Outcome outcome, List<CellResult> cells, List<Pair> pairs) {
        return new Comparison(
                begun.schema(),
                begun.origin(),
                new Comparison.State(begun.durationNanos(), false, outcome),
                new Comparison.Agreement(
                        new Terms(0.01, begun.terms().looks(), 0, 8, 7, null, List.of()), null),
                begun.sides(),
                new Comparison.Judged(cells, begun.dropped(), null),
                pairs,
                List.of());
    }

    private static Side side(String program, String version) {
        return new Side(
                List.of(program, "run", "--jobs", "5", "--json", "-"),
                List.of(),
                tool(version),
                SampleParts.pbkdf2(4, SampleParts.burst(5), 1),
                SampleParts.environment(),
                List.of());
    }

    private static Side files(String file, String version, List<Sample> samples) {
        return new Side(
                List.of(),
                List.of(file),
                tool(version),
                SampleParts.pbkdf2(4, SampleParts.burst(5), 10),
                SampleParts.environment(),
                samples);
    }

    private static List<Sample> samples(int count, double medianNanos) {
        Random random = new Random(7);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double nanos = Math.rint(medianNanos * (1 + random.nextGaussian() / 50));
            samples.add(
                    new Sample(
                            new TreeMap<>(Map.of("response.p50", nanos)), new TreeMap<>(), null));
        }
        return List.copyOf(samples);
    }

    /** After every third pair that is not of base against itself there is one that is. */
    private static List<Pair> pairs(int look, int confirm, int control, double changeNanos) {
        Random random = new Random(7);
        List<Pair> pairs = new ArrayList<>();
        int controls = 0;
        for (int i = 0; i < look + confirm; i++) {
            pairs.add(
                    pair(pairs.size(), i < look ? Stage.LOOK : Stage.CONFIRM, changeNanos, random));
            if (i % 3 == 2 && controls < control) {
                controls++;
                pairs.add(pair(pairs.size(), Stage.CONTROL, 0, random));
            }
        }
        return List.copyOf(pairs);
    }

    private static Pair pair(int index, Stage stage, double changeNanos, Random random) {
        List<String> redone =
                index == 4 ? List.of("steal 3.1% of the time, at most 2% is allowed") : List.of();
        return new Pair(
                index,
                stage,
                random.nextBoolean(),
                redone,
                sample(0, random),
                sample(changeNanos, random));
    }

    /** Seven tenths of a change are waiting, the rest is work. */
    static Sample sample(double changeNanos, Random random) {
        TreeMap<String, Double> values = new TreeMap<>();
        double service = values("service.mean", 98 * MS + 0.3 * changeNanos, random, values);
        double wait = values("wait.mean", 60 * MS + 0.7 * changeNanos, random, values);
        double back = values("return.mean", 0.04 * MS, random, values);
        values.put("response.mean", service + wait + back);
        values.put("loop.delay.mean", 12_000.0);
        return new Sample(
                values,
                new TreeMap<>(Map.of("response.p99.9", "5 operations, 100 000 are needed")),
                new Conditions(0.0, 0.0, 0.04, 0.001, null));
    }

    private static double values(
            String name, double nanos, Random random, Map<String, Double> values) {
        double value = Math.rint(nanos * (1 + random.nextGaussian() / 100));
        values.put(name, value);
        return value;
    }

    static @Nullable Confirmation confirmation(double estimateShare, double boundShare) {
        return new Confirmation(8, estimateShare, boundShare, true);
    }
}
