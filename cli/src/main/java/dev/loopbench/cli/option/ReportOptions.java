package dev.loopbench.cli.option;

import dev.loopbench.reports.format.ReportFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** In which formats a report is written, and where to. Confined to the main thread. */
public final class ReportOptions {

    @Option(
            names = {"-o", "--out"},
            paramLabel = "[FORMAT=]FILE",
            description =
                    "write the report in this format, too; the ending of FILE tells it where"
                            + " FORMAT= is left out, and - is standard output; may be repeated."
                            + " Formats: text json html csv md hlog hgrm trace openmetrics junit jmh"
                            + " gh-bench bmf")
    List<String> out = new ArrayList<>();

    @Option(
            names = "--details",
            description = "print the complete report, not the one screen of it that answers")
    boolean details;

    @ArgGroup(validate = false)
    OutputOptions output = new OutputOptions();

    /** What does not depend on formats. */
    public OutputOptions output() {
        return output;
    }

    /** Whether the text is the complete report. */
    public boolean isDetailed() {
        return details;
    }

    /** All of them, looked at now so that a run is not lost on a path that cannot be. */
    public List<ReportOutput> outputs() throws UsageException {
        return outputs(out);
    }

    /** Of each word as {@code --out} takes it. */
    static List<ReportOutput> outputs(List<String> out) throws UsageException {
        List<ReportOutput> outputs = new ArrayList<>();
        for (String given : out) {
            outputs.add(output(given));
        }
        return List.copyOf(outputs);
    }

    private static ReportOutput output(String given) throws UsageException {
        int equals = given.indexOf('=');
        String word = equals < 0 ? "" : given.substring(0, equals);
        if (word.matches("[A-Za-z-]+")) {
            ReportFormat format = ReportFormat.named(word).orElseThrow(() -> unknown(word, given));
            return new ReportOutput(
                    format, Destination.check("--out", given.substring(equals + 1)));
        }
        Optional<ReportFormat> told = ReportFormat.ofFile(given);
        return new ReportOutput(
                told.orElseThrow(() -> untold(given)), Destination.check("--out", given));
    }

    private static UsageException unknown(String word, String given) {
        return new UsageException(
                "--out "
                        + given
                        + ": there is no format "
                        + word
                        + "; there are "
                        + String.join(", ", ReportFormat.words())
                        + ".");
    }

    private static UsageException untold(String given) {
        return new UsageException(
                "--out "
                        + given
                        + " does not tell the format: write FORMAT="
                        + given
                        + " with one of "
                        + String.join(", ", ReportFormat.words())
                        + ".");
    }
}
