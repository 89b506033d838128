package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ProgressLine;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.document.ComparisonJsonWriter;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Stage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows on standard error how a campaign goes on, and keeps its partial document. Confined to the
 * main thread.
 *
 * <p>One line drawn again on a terminal, between pairs only; elsewhere a line for a pair now and
 * then.
 */
public final class CampaignProgress implements CampaignListener, AutoCloseable {

    /** Logs are read later: more lines say no more. */
    private static final long LINE_NANOS_MIN = TimeUnit.SECONDS.toNanos(30);

    private final Console console;
    private final boolean quiet;
    private final NanoClock clock;
    private final PartialDocument partial;
    private final boolean draws;
    private final ProgressLine line;
    private boolean spoken;
    private boolean waits;
    private long spokenNanos;

    public CampaignProgress(
            Console console,
            boolean quiet,
            ProgressLine line,
            NanoClock clock,
            PartialDocument partial) {
        this.console = console;
        this.quiet = quiet;
        this.clock = clock;
        this.partial = partial;
        this.draws = !quiet && console.redraws(Channel.ERR);
        this.line = line;
    }

    @Override
    public void trying(Side side) {
        if (draws) {
            line.show("trial fork of " + side.word());
        }
    }

    @Override
    public void planned(String sentence) {
        if (!quiet) {
            console.note("loopbench: " + sentence + "." + System.lineSeparator());
        }
    }

    @Override
    public void begins(Stage stage, int done, int ahead, long aheadNanos) {
        waits = false;
        String time =
                aheadNanos == 0 ? "" : ", about " + Numbers.roundNanos(wholeSeconds(aheadNanos));
        String text =
                "pair %d (%s), about %d to go%s".formatted(done + 1, stage.word(), ahead, time);
        if (draws && done + ahead > 0) {
            line.show((double) done / (done + ahead), text);
        } else {
            show(text);
        }
    }

    @Override
    public void redone(Stage stage, String reason) {
        show("pair (" + stage.word() + ") again, because " + reason);
    }

    @Override
    public void waiting(String reason, long mostNanos) {
        if (!waits) {
            spoken = false; // who watches a log wants to know at once why nothing happens
        }
        waits = true;
        show(waitingText(reason, mostNanos));
    }

    /** {@code waiting for a quiet machine, 2m 10s at most: ...}. */
    public static String waitingText(String reason, long mostNanos) {
        return "waiting for a quiet machine, %s at most: %s"
                .formatted(Numbers.roundNanos(wholeSeconds(mostNanos)), reason);
    }

    @Override
    public void measured(Supplier<Comparison> soFar) {
        partial.write(
                () -> {
                    StringBuilder json = new StringBuilder();
                    new ComparisonJsonWriter().write(soFar.get(), json);
                    return json.toString();
                });
    }

    /** Erases what is drawn. */
    @Override
    public void close() {
        line.close();
    }

    private void show(String text) {
        if (draws) {
            line.show(text);
        } else if (!quiet && isTime()) {
            console.note("loopbench: " + text + System.lineSeparator());
            spokenNanos = clock.nanoTime();
            spoken = true;
        }
    }

    private boolean isTime() {
        return !spoken || clock.nanoTime() - spokenNanos >= LINE_NANOS_MIN;
    }

    private static long wholeSeconds(long nanos) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return Math.max(1, Math.round((double) nanos / second)) * second;
    }
}
