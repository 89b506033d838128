package dev.loopbench.cli.option;

import dev.loopbench.reports.format.ComparisonWriters;
import dev.loopbench.reports.format.ReportFormat;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** In which formats a comparison is written, and where to. Confined to the main thread. */
public final class ComparisonOptions {

    @Option(
            names = {"-o", "--out"},
            paramLabel = "[FORMAT=]FILE",
            description =
                    "write the comparison in this format, too; the ending of FILE tells it where"
                            + " FORMAT= is left out, and - is standard output; may be repeated."
                            + " Formats: text json md junit gh-bench bmf")
    List<String> out = new ArrayList<>();

    @ArgGroup(validate = false)
    OutputOptions output = new OutputOptions();

    /** What does not depend on formats. */
    public OutputOptions output() {
        return output;
    }

    /** All of them, looked at now so that a campaign is not lost on a path that cannot be. */
    public List<ReportOutput> outputs() throws UsageException {
        List<ReportOutput> outputs = ReportOptions.outputs(out);
        for (ReportOutput given : outputs) {
            if (!ComparisonWriters.formats().contains(given.format())) {
                throw new UsageException(
                        "--out "
                                + given.format().word()
                                + "=...: a comparison can be written as "
                                + String.join(
                                        ", ",
                                        ComparisonWriters.formats().stream()
                                                .map(ReportFormat::word)
                                                .toList())
                                + ".");
            }
        }
        return outputs;
    }
}
