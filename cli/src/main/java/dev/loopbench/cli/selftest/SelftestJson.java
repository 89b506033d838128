package dev.loopbench.cli.selftest;

import dev.loopbench.reports.json.JsonLayout;
import dev.loopbench.reports.json.JsonText;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The exam, and the faults there are, as JSON documents. Stateless. */
public final class SelftestJson {

    private static final String SCHEMA = "loopbench.selftest/1";

    private record Document(
            String schema,
            boolean complete,
            boolean passed,
            long runs,
            long right,
            List<MatrixRow> matrix,
            List<Run> trials) {}

    private record MatrixRow(
            String fault,
            List<String> expected,
            long runs,
            long right,
            SortedMap<String, Long> leading,
            SortedMap<String, Long> innocent) {

        static MatrixRow of(ConfusionMatrix.Row row) {
            return new MatrixRow(
                    row.fault().title(),
                    row.fault().right().stream().sorted().toList(),
                    row.runs(),
                    row.right(),
                    row.leading(),
                    row.innocent());
        }
    }

    private record Run(
            String fault,
            int run,
            boolean right,
            String leading,
            int score,
            String confidence,
            List<String> warns,
            @Nullable Double othersCores,
            @Nullable String disturbance,
            @Nullable String failure) {

        static Run of(Trial trial) {
            return new Run(
                    trial.fault().title(),
                    trial.run(),
                    trial.right(),
                    trial.said().leading(),
                    trial.said().score(),
                    trial.said().confidence() == null ? "" : trial.said().confidence().word(),
                    trial.said().warns(),
                    trial.othersCores(),
                    trial.disturbance(),
                    trial.why());
        }
    }

    private record Known(String name, String summary, List<String> expected, List<String> command) {

        static Known of(Fault fault, int cores, String duration) {
            return new Known(
                    fault.title(),
                    fault.summary(),
                    fault.right().stream().sorted().toList(),
                    fault.command(cores, duration));
        }
    }

    private record Faults(String schema, List<Known> faults) {}

    private SelftestJson() {}

    public static String document(ExamResult result) {
        ConfusionMatrix matrix = result.matrix();
        return write(
                new Document(
                        SCHEMA,
                        result.complete(),
                        result.passes(),
                        matrix.runs(),
                        matrix.right(),
                        matrix.rows().stream().map(MatrixRow::of).toList(),
                        result.trials().stream().map(Run::of).toList()));
    }

    /** What can be tried, and by which command line. */
    public static String list(List<Fault> faults, int cores, String duration) {
        return write(
                new Faults(
                        "loopbench.selftest-faults/1",
                        faults.stream().map(fault -> Known.of(fault, cores, duration)).toList()));
    }

    private static String write(Object document) {
        return JsonText.of(
                document,
                new JsonLayout(Set.of("expected", "command"), Set.of("matrix", "trials")));
    }
}
