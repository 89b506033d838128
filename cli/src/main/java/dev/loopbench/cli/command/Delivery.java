package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Appearance;
import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.option.ReportOutput;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.format.ReportFormat;
import dev.loopbench.reports.text.TextReportWriter;
import dev.loopbench.reports.text.TextStyle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a result to all places it is to go to. Confined to the main thread. */
final class Delivery {

    private static final String PROGRAM = "loopbench";

    private final Console console;
    private final RunOutputs outputs;

    Delivery(Console console, RunOutputs outputs) {
        this.console = console;
        this.outputs = outputs;
    }

    /** Makes the result's document in one format. */
    @FunctionalInterface
    interface Document {

        CharSequence in(ReportFormat format) throws IOException;
    }

    /** Makes the result's text. */
    @FunctionalInterface
    interface Text {

        CharSequence in(TextStyle style) throws IOException;
    }

    void report(Report report) throws IOException {
        write(
                format -> written(format.writer(), report),
                style -> written(new TextReportWriter(style), asCalled(report)));
    }

    /** Documents travel, and say {@code loopbench}; here a line to try is to run as it stands. */
    private Report asCalled(Report report) {
        List<Finding> findings = report.findings().stream().map(this::asCalled).toList();
        return report.with(findings, report.warnings());
    }

    private Finding asCalled(Finding finding) {
        String next = finding.next();
        return next != null && next.startsWith(PROGRAM + " ")
                ? finding.withNext(console.program() + next.substring(PROGRAM.length()))
                : finding;
    }

    /**
     * Documents first, the text last.
     *
     * @throws IOException the first failure; what could be written has been
     */
    void write(Document document, Text text) throws IOException {
        IOException failure = null;
        for (ReportOutput output : outputs.documents()) {
            try {
                write(output, document.in(output.format()));
            } catch (IOException e) {
                failure = firstOf(failure, e);
            }
        }
        Optional<Channel> channel = outputs.textChannel();
        if (channel.isPresent()) {
            Appearance appearance =
                    console.appearance(channel.get(), outputs.colour(), outputs.ascii());
            TextStyle style =
                    new TextStyle(appearance.columns(), appearance.unicode(), appearance.colour());
            try {
                console.write(channel.get(), text.in(style));
            } catch (IOException e) {
                failure = firstOf(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void write(ReportOutput output, CharSequence document) throws IOException {
        if (output.destination().isStandardOutput()) {
            console.write(Channel.OUT, document);
        } else {
            output.destination().write(document.toString());
        }
    }

    private static CharSequence written(ReportWriter writer, Report report) throws IOException {
        StringBuilder document = new StringBuilder();
        writer.write(report, document);
        return document;
    }

    private static IOException firstOf(@Nullable IOException earlier, IOException later) {
        return earlier == null ? later : earlier;
    }
}
