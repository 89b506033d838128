package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Appearance;
import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.ColourMode;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.option.ComparisonOptions;
import dev.loopbench.cli.option.Destination;
import dev.loopbench.cli.option.OutputOptions;
import dev.loopbench.cli.option.ReportOptions;
import dev.loopbench.cli.option.ReportOutput;
import dev.loopbench.cli.option.UnwritableException;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.format.ReportFormat;
import dev.loopbench.reports.phrase.ShellFormat;
import dev.loopbench.reports.text.OverviewWriter;
import dev.loopbench.reports.text.TextReportWriter;
import dev.loopbench.reports.text.TextStyle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the results of a command go, checked before it runs, and how they get there. Confined to
 * the main thread.
 */
final class Outputs {

    /** Our own name in a command line, behind variables that are set for it. */
    private static final Pattern CALLED =
            Pattern.compile("((?:[A-Z_]+=[A-Za-z0-9]+ )*)loopbench( .*)", Pattern.DOTALL);

    /** What a report on one screen ends with. */
    private static final String MORE = "--details · -o report.html · --json report.json";

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

    private final Console console;

    /** Beside the text. */
    private final List<ReportOutput> documents;

    private final ColourMode colour;
    private final boolean ascii;
    private final boolean quiet;

    /** Whether the text of a report is the complete one. */
    private final boolean detailed;

    private Outputs(
            Console console,
            List<ReportOutput> documents,
            ColourMode colour,
            boolean ascii,
            boolean quiet,
            boolean detailed) {
        this.console = console;
        this.documents = List.copyOf(documents);
        this.colour = colour;
        this.ascii = ascii;
        this.quiet = quiet;
        this.detailed = detailed;
    }

    /** Of a command whose result is text or JSON. */
    static Outputs of(Console console, OutputOptions options) throws UsageException {
        return of(console, options, List.of(), true);
    }

    /** Of a command whose result is a report. */
    static Outputs of(Console console, ReportOptions options) throws UsageException {
        return of(console, options.output(), options.outputs(), options.isDetailed());
    }

    /**
     * Of a command that writes a saved report anew: a document that takes standard output is all
     * that was asked for.
     */
    static Outputs rewriting(Console console, ReportOptions options) throws UsageException {
        Outputs outputs = of(console, options);
        return outputs.outTaken() ? outputs.quieted() : outputs;
    }

    /** Of a command whose result is a comparison. */
    static Outputs of(Console console, ComparisonOptions options) throws UsageException {
        return of(console, options.output(), options.outputs(), true);
    }

    private static Outputs of(
            Console console, OutputOptions options, List<ReportOutput> reports, boolean detailed)
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
        return new Outputs(
                console,
                documents,
                options.colour(),
                options.isAscii(),
                options.isQuiet(),
                detailed);
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

    /**
     * Where another report of the same command goes: into files beside those that were named. A
     * document on standard output stands alone, so it is not written there.
     *
     * @param more what their names have more
     */
    Outputs beside(String more) {
        List<ReportOutput> others = new ArrayList<>();
        for (ReportOutput output : documents) {
            output.destination()
                    .beside(more)
                    .ifPresent(other -> others.add(new ReportOutput(output.format(), other)));
        }
        return new Outputs(console, others, colour, ascii, quiet, detailed);
    }

    private Outputs quieted() {
        return new Outputs(console, documents, colour, ascii, true, detailed);
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

    Console console() {
        return console;
    }

    /** What may be written to a stream, as the user chose. */
    Appearance appearance(Channel channel) {
        return console.appearance(channel, colour, ascii);
    }

    /** Whether standard error is kept to errors. */
    boolean quiet() {
        return quiet;
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
        if (!outTaken()) {
            return Optional.of(Channel.OUT);
        }
        return quiet ? Optional.empty() : Optional.of(Channel.ERR);
    }

    /** Whether a document takes standard output. */
    boolean outTaken() {
        return documents.stream().anyMatch(output -> output.destination().isStandardOutput());
    }

    /** Says a line on standard error as it is, unless that is kept to errors. */
    void note(String line) {
        if (!quiet) {
            console.note("loopbench: " + line + System.lineSeparator());
        }
    }

    /** Says a sentence on standard error, unless that is kept to errors. */
    void remark(String sentence) {
        if (!quiet) {
            complain(sentence);
        }
    }

    /** Says on standard error what is wrong, in any case. */
    void complain(String sentence) {
        new ErrorPresenter(console).present(sentence);
    }

    /**
     * Documents first, the text last.
     *
     * @throws IOException the first failure; what could be written has been
     */
    void write(Document document, Text text) throws IOException {
        IOException failure = null;
        for (ReportOutput output : documents) {
            try {
                write(output, document.in(output.format()));
            } catch (IOException e) {
                failure = firstOf(failure, e);
            }
        }
        Optional<Channel> channel = textChannel();
        if (channel.isPresent()) {
            Appearance appearance = appearance(channel.get());
            TextStyle style =
                    new TextStyle(appearance.columns(), appearance.unicode(), appearance.colour());
            try {
                print(channel.get(), text.in(style));
            } catch (IOException e) {
                failure = firstOf(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** As the other, of a report. */
    void write(Report report) throws IOException {
        write(
                format -> written(format.writer(), report),
                style -> written(text(style), asCalled(report)));
    }

    private ReportWriter text(TextStyle style) {
        return detailed ? new TextReportWriter(style) : new OverviewWriter(style, MORE);
    }

    /** Documents travel, and say {@code loopbench}; here a line to try is to run as it stands. */
    private Report asCalled(Report report) {
        List<Finding> findings = report.findings().stream().map(this::asCalled).toList();
        return report.with(findings, report.warnings());
    }

    private Finding asCalled(Finding finding) {
        String next = finding.next();
        Matcher called = CALLED.matcher(next == null ? "" : next);
        return called.matches()
                ? finding.withNext(
                        called.group(1)
                                + ShellFormat.format(List.of(console.program()))
                                + called.group(2))
                : finding;
    }

    private void write(ReportOutput output, CharSequence document) throws IOException {
        if (output.destination().isStandardOutput()) {
            print(Channel.OUT, document);
        } else {
            output.destination().write(document.toString());
        }
    }

    private void print(Channel channel, CharSequence text) throws UnwritableException {
        try {
            console.write(channel, text);
        } catch (IOException refused) {
            throw new UnwritableException(
                    channel == Channel.OUT ? "standard output" : "standard error", refused);
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
