package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.agreement.LoopAgreement;
import dev.loopbench.reports.agreement.LoopAgreement.Compared;
import dev.loopbench.reports.agreement.LoopAgreement.Verdict;
import dev.loopbench.reports.agreement.Turns;
import dev.loopbench.reports.phrase.LoadFormat;
import dev.loopbench.reports.phrase.ShellFormat;
import dev.loopbench.reports.phrase.SubjectText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One workload on loopbench's loop and on Node's, side by side: what became of each kind, whose
 * turn it was in the pool, how the loops did, and whether jobs waited alike.
 *
 * <p>Immutable. Each report is of a run of its own in a process of its own.
 */
public final class LoopComparisonWriter {

    private static final String OURS = "loopbench";

    private static final int NAME_CELLS = 34;
    private static final int CELL = 14;
    private static final int OTHER_CELL = 20;
    private static final int FIGURE_CELLS = 30;
    private static final int SMALL_CELL = 10;

    private final TextStyle style;

    public LoopComparisonWriter(TextStyle style) {
        this.style = style;
    }

    /**
     * Nothing for no reports.
     *
     * @param command what was typed
     * @param ours by round; {@code others} as many of Node's
     */
    public void write(List<String> command, List<Report> ours, List<Report> others, Appendable out)
            throws IOException {
        if (ours.isEmpty() || others.isEmpty()) {
            return;
        }
        Page page = new Page(style);
        head(command, ours, page);
        operations(ours, others, page);
        turns(ours, others, page);
        loops(ours, others, page);
        if (ours.size() == others.size()) {
            waits(LoopAgreement.of(ours, others), ours.size(), page);
        }
        out.append(page.render());
    }

    private static void head(List<String> command, List<Report> ours, Page page) {
        Report first = ours.get(0);
        String typed = ShellFormat.format(command);
        page.add(page.line(Tone.STRONG, typed.startsWith(OURS) ? typed : OURS + " " + typed));
        page.items(
                page.indent(),
                List.of(
                        page.line(first.config().workload()),
                        page.line(LoadFormat.format(first.config().load())),
                        page.line(Numbers.count(first.config().pool().threads(), "thread")),
                        page.line(
                                ours.size() == 1
                                        ? "one round"
                                        : Numbers.count(ours.size(), "round") + ", in turns")));
        page.gap();
    }

    private static void operations(List<Report> ours, List<Report> others, Page page) {
        page.add(
                page.line(Tone.STRONG, "On average")
                        .padTo(NAME_CELLS)
                        .addRight(Tone.FAINT, OURS, CELL)
                        .addRight(Tone.FAINT, name(others.get(0)), OTHER_CELL));
        for (Operation operation : ours.get(0).operations()) {
            String kind = operation.kind();
            row(page, kind + "  operations", ours, others, own -> count(own, kind));
            row(page, "  wait", ours, others, own -> leg(own, kind, o -> o.legs().waitLeg()));
            row(page, "  service", ours, others, own -> leg(own, kind, o -> o.legs().serviceLeg()));
            row(page, "  return", ours, others, own -> leg(own, kind, o -> o.legs().returnLeg()));
            row(
                    page,
                    "  response",
                    ours,
                    others,
                    own -> leg(own, kind, o -> o.latency().response()));
        }
        page.gap();
    }

    private static String name(Report report) {
        List<String> subject = SubjectText.of(report.subject());
        return subject.isEmpty() ? "Node" : subject.get(0);
    }

    private static @Nullable String count(List<Report> reports, String kind) {
        double sum = 0;
        for (Report report : reports) {
            Operation operation = report.operation(kind).orElse(null);
            if (operation == null) {
                return null;
            }
            sum += operation.count();
        }
        return Numbers.count(Math.round(sum / reports.size()));
    }

    /** The mean over all rounds; null where one of them does not know it. */
    private static @Nullable String leg(
            List<Report> reports, String kind, Function<Operation, @Nullable Histogram> of) {
        double sum = 0;
        for (Report report : reports) {
            Operation operation = report.operation(kind).orElse(null);
            Histogram leg = operation == null ? null : of.apply(operation);
            Double mean = leg == null ? null : leg.meanNanos();
            if (mean == null) {
                return null;
            }
            sum += mean;
        }
        return Numbers.nanos(sum / reports.size());
    }

    /** A row without any figure is none. */
    private static void row(
            Page page,
            String name,
            List<Report> ours,
            List<Report> others,
            Function<List<Report>, @Nullable String> figure) {
        row(page, name, figure.apply(ours), figure.apply(others));
    }

    private static void row(Page page, String name, @Nullable String one, @Nullable String other) {
        if (one != null || other != null) {
            page.add(
                    page.line("  " + name)
                            .padTo(NAME_CELLS)
                            .addRight(
                                    Tone.PLAIN, Objects.requireNonNullElse(one, Numbers.NONE), CELL)
                            .addRight(
                                    Tone.PLAIN,
                                    Objects.requireNonNullElse(other, Numbers.NONE),
                                    OTHER_CELL));
        }
    }

    private static void turns(List<Report> ours, List<Report> others, Page page) {
        Turns one = Turns.of(ours);
        Turns other = Turns.of(others);
        if (one.jobs() == 0 || other.jobs() == 0) {
            return;
        }
        page.add(page.line(Tone.STRONG, "Turns in the pool"));
        row(page, "started in the order of coming", inOrder(one), inOrder(other));
        row(page, "took the thread that came free", tookOver(one), tookOver(other));
        page.gap();
    }

    private static String inOrder(Turns turns) {
        return of(turns.inOrder(), turns.jobs());
    }

    private static @Nullable String tookOver(Turns turns) {
        return turns.waited() == 0 ? null : of(turns.tookOver(), turns.waited());
    }

    private static String of(long some, long all) {
        return Numbers.count(some) + " of " + Numbers.count(all);
    }

    private static void loops(List<Report> ours, List<Report> others, Page page) {
        page.add(page.line(Tone.STRONG, "The loop"));
        row(page, "busy", ours, others, LoopComparisonWriter::busy);
        row(page, "delay, on average", ours, others, own -> delay(own, Loop.Delay::meanNanos));
        row(page, "delay, p99", ours, others, own -> delay(own, d -> (double) d.p99Nanos()));
        row(page, "delay, at most", ours, others, own -> delay(own, d -> (double) d.maxNanos()));
        page.gap();
    }

    private static @Nullable String busy(List<Report> reports) {
        double sum = 0;
        for (Report report : reports) {
            Double share = report.loop().utilizationShare();
            if (share == null) {
                return null;
            }
            sum += share;
        }
        return Numbers.share(sum / reports.size());
    }

    private static @Nullable String delay(
            List<Report> reports, Function<Loop.Delay, Double> figure) {
        double sum = 0;
        Long errorNanos = null;
        for (Report report : reports) {
            Loop.Delay delay = report.loop().delay();
            if (delay == null) {
                return null;
            }
            sum += figure.apply(delay);
            errorNanos = errorNanos == null ? delay.errorNanos() : errorNanos;
        }
        return Numbers.nanosUpTo(sum / reports.size(), errorNanos);
    }

    private static void waits(LoopAgreement agreement, int rounds, Page page) {
        if (!agreement.compared().isEmpty()) {
            Line head = page.line(Tone.STRONG, "In service times").padTo(FIGURE_CELLS);
            for (String column : List.of(OURS, "Node", "apart", "at least", "at most")) {
                head.addRight(Tone.FAINT, column, SMALL_CELL);
            }
            page.add(head);
            agreement.compared().forEach(compared -> page.add(row(compared, page)));
            page.gap();
        }
        agreement.unlike().forEach(why -> page.prose(page.line("  "), page.line(why + ".")));
        page.prose(page.line(), sentence(agreement, rounds, page));
    }

    private static Line row(Compared compared, Page page) {
        Line row = page.line("  " + compared.kind() + "  " + compared.figure()).padTo(FIGURE_CELLS);
        for (String figure :
                List.of(
                        services(compared.first()),
                        services(compared.second()),
                        signed(compared.difference()),
                        signed(compared.least()),
                        signed(compared.most()))) {
            row.addRight(Tone.PLAIN, figure, SMALL_CELL);
        }
        return row;
    }

    private static String services(double services) {
        return String.format(Locale.ROOT, "%.2f", services);
    }

    private static String signed(double services) {
        return Double.isInfinite(services)
                ? Numbers.NONE
                : String.format(Locale.ROOT, "%+.2f", services);
    }

    private static Line sentence(LoopAgreement agreement, int rounds, Page page) {
        if (agreement.compared().isEmpty() && !agreement.unlike().isEmpty()) {
            return page.line("So no waits are held against each other.");
        }
        if (agreement.compared().isEmpty()) {
            return page.line(
                    "No wait for the pool is known of both loops: nothing is held against each other."
                            + " How fast a callback is, is no matter of how a loop behaves.");
        }
        if (rounds < LoopAgreement.ROUNDS_MIN) {
            return page.line(
                    Tone.STRONG,
                    "Whether they agree is not decided: that takes "
                            + LoopAgreement.ROUNDS_MIN
                            + " rounds at least.");
        }
        return switch (agreement.verdict()) {
            case ALIKE ->
                    page.line(
                            Tone.GOOD, "The two agree: " + listed(agreement, Verdict.ALIKE) + ".");
            case DIFFERENT ->
                    page.line(
                            Tone.BAD,
                            "The two differ: " + listed(agreement, Verdict.DIFFERENT) + ".");
            case OPEN ->
                    page.line(
                            Tone.WARN,
                            "Whether the two agree is not decided: the rounds differ too much from"
                                    + " each other. "
                                    + capitalized(listed(agreement, Verdict.OPEN))
                                    + ". More rounds would tell.");
        };
    }

    private static String listed(LoopAgreement agreement, Verdict verdict) {
        List<Compared> those =
                agreement.compared().stream()
                        .filter(compared -> compared.verdict() == verdict)
                        .toList();
        return String.join("; ", those.stream().map(LoopComparisonWriter::clause).toList());
    }

    private static String clause(Compared compared) {
        String figure = compared.kind() + "'s " + compared.figure();
        String tolerated = services(compared.tolerance());
        return switch (compared.verdict()) {
            case ALIKE ->
                    figure
                            + " is the same to within "
                            + tolerated
                            + " service times, with 95% confidence";
            case DIFFERENT ->
                    figure
                            + " is "
                            + signed(compared.difference())
                            + " service times apart, and "
                            + tolerated
                            + " would be tolerated";
            case OPEN ->
                    figure
                            + " is apart by "
                            + signed(compared.least())
                            + " to "
                            + signed(compared.most())
                            + " service times, and "
                            + tolerated
                            + " would be tolerated";
        };
    }

    private static String capitalized(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
