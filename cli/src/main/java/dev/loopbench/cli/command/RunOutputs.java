package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.ColourMode;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.option.ComparisonOptions;
import dev.loopbench.cli.option.Destination;
import dev.loopbench.cli.option.OutputOptions;
import dev.loopbench.cli.option.ReportOptions;
import dev.loopbench.cli.option.ReportOutput;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.reports.format.ReportFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where results go, checked. Immutable.
 *
 * @param documents beside the text
 * @param quiet whether standard error is kept to errors
 */
record RunOutputs(List<ReportOutput> documents, ColourMode colour, boolean ascii, boolean quiet) {

    /** Of a command whose result is text or JSON. */
    static RunOutputs of(OutputOptions options) throws UsageException {
        return of(options, List.of());
    }

    /** Of a command whose result is a report. */
    static RunOutputs of(ReportOptions options) throws UsageException {
        return of(options.output(), options.outputs());
    }

    /** Of a command whose result is a comparison. */
    static RunOutputs of(ComparisonOptions options) throws UsageException {
        return of(options.output(), options.outputs());
    }

    private static RunOutputs of(OutputOptions options, List<ReportOutput> reports)
            throws UsageException {
        List<ReportOutput> documents = new ArrayList<>();
        Optional<Destination> json = options.json();
        if (json.isPresent()) {
            documents.add(new ReportOutput(ReportFormat.JSON, json.get()));
        }
        for (ReportOutput report : reports) {
            for (ReportOutput other : documents) {
                refuseTwice(report, other);
            }
            documents.add(report);
        }
        return new RunOutputs(
                List.copyOf(documents), options.colour(), options.isAscii(), options.isQuiet());
    }

    private static void refuseTwice(ReportOutput one, ReportOutput other) throws UsageException {
        if (one.destination().isSameAs(other.destination())) {
            throw new UsageException(
                    "two documents cannot both go to "
                            + (one.destination().isStandardOutput()
                                    ? "standard output"
                                    : one.destination().given())
                            + ": "
                            + other.format().word()
                            + " and "
                            + one.format().word()
                            + ".");
        }
    }

    /** The file that the JSON goes to. */
    Optional<Destination> json() {
        return documents.stream()
                .filter(output -> output.format() == ReportFormat.JSON)
                .map(ReportOutput::destination)
                .filter(destination -> !destination.isStandardOutput())
                .findFirst();
    }

    /** Where the text goes: a document on standard output stands alone. */
    Optional<Channel> textChannel() {
        if (documents.stream().noneMatch(output -> output.destination().isStandardOutput())) {
            return Optional.of(Channel.OUT);
        }
        return quiet ? Optional.empty() : Optional.of(Channel.ERR);
    }

    /** Says a sentence on standard error, unless that is kept to errors. */
    void note(Console console, String sentence) {
        if (!quiet) {
            console.note("loopbench: " + sentence + System.lineSeparator());
        }
    }

    /** Refuses formats that this result cannot be written in. */
    void requireJson(String what) throws UsageException {
        for (ReportOutput output : documents) {
            if (output.format() != ReportFormat.JSON) {
                throw new UsageException(
                        "--out "
                                + output.format().word()
                                + "=...: "
                                + what
                                + " can be written as json only.");
            }
        }
    }
}
