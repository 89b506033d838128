package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Memory;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.reports.phrase.ThreadsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The main figures of the overview: where the time of the jobs went, and a line for each part that
 * may hold work back. Stateless.
 *
 * <p>At the end of a line stands what the findings say of that part; where none speaks of it, it is
 * ok.
 */
final class OverviewFigures {

    private static final int BAR_CELLS = 16;

    /** A smaller part of the jobs' time goes without saying. */
    private static final double WORTH_A_WORD_SHARE = 0.005;

    /** So much more than there was is still the clock's resolution. */
    private static final double TICKS = 1.05;

    private static final double MOST = 0.5;

    /** Less than this rounds to no core. */
    private static final double NO_CORES = 0.05;

    /** A part of the run, by how the ids of rules begin that speak of it. */
    private enum Part {
        POOL("Pool", "pool."),
        LOOP("Loop", "loop."),
        MACHINE("Machine", "host."),
        NET("Net", "net."),
        MEMORY("Memory", "memory.");

        private final String heading;
        private final String rules;

        Part(String heading, String rules) {
            this.heading = heading;
            this.rules = rules;
        }
    }

    private OverviewFigures() {}

    static void write(Report report, Page page) {
        time(report, page);
        Clients clients = report.clients();
        ServerFigures server = report.server();
        if (clients != null) {
            row(Part.NET, report, page, clients(clients, page));
        } else if (server != null && server.requests() != null) {
            row(Part.NET, report, page, served(server, server.requests(), page));
        }
        if (report.pool().counts().submitted() > 0) {
            row(Part.POOL, report, page, pool(report, page));
        }
        if (server == null || server.model() == ServerFigures.Model.LOOP) {
            row(
                    Part.LOOP,
                    report,
                    page,
                    loop(report.loop(), finding(Part.LOOP, report) == null, page));
        }
        row(Part.MACHINE, report, page, machine(report, page));
        Memory memory = report.memory();
        if (memory != null && finding(Part.MEMORY, report) != null) {
            row(Part.MEMORY, report, page, memory(memory, page));
        }
    }

    /**
     * As many of the items as one line has room for, and the state of the part at its end; nothing
     * of a part of which nothing is known.
     */
    private static void row(Part part, Report report, Page page, List<Line> items) {
        if (items.isEmpty()) {
            return;
        }
        Line state = state(part, report, page);
        Line row = page.heading(part.heading);
        int room = page.columns() - state.width() - 1;
        boolean first = true;
        for (Line item : items) {
            Line separator = page.line(Tone.FAINT, first ? "" : " · ");
            if (first || row.width() + separator.width() + item.width() <= room) {
                row.add(separator).add(item);
            }
            first = false;
        }
        page.add(row.fitted(room).padTo(page.columns() - state.width()).add(state));
    }

    private static @Nullable Finding finding(Part part, Report report) {
        return report.findings().stream()
                .filter(finding -> finding.rule().startsWith(part.rules))
                .findFirst()
                .orElse(null);
    }

    /** A remark beside a verdict of ok is no more than that. */
    private static Line state(Part part, Report report, Page page) {
        Finding finding = finding(part, report);
        if (finding == null) {
            return isTold(part, report) ? page.line(Tone.GOOD, "ok") : page.line();
        }
        Mark mark = Mark.of(finding);
        boolean ok = report.findings().get(0).severity() == Finding.Severity.OK;
        return page.line(mark.tone(), (ok ? "ok" : word(finding.rule())) + " " + mark.sign());
    }

    /** Whether enough is known of a part to say that nothing is wrong with it. */
    private static boolean isTold(Part part, Report report) {
        return switch (part) {
            case POOL -> report.pool().utilizationShare() != null;
            case LOOP -> report.loop().delay() != null;
            case MACHINE -> report.environment().cpu().usableCores() != null;
            case NET, MEMORY -> true;
        };
    }

    /** The rule in a word: the words of its id after that of the part. */
    private static String word(String rule) {
        String after = rule.substring(rule.indexOf('.') + 1);
        int dot = after.indexOf('.');
        String word = dot < 0 ? after : after.substring(0, dot);
        return word.replace('-', ' ');
    }

    /** Of all time of all jobs, the parts. */
    private static void time(Report report, Page page) {
        double waitNanos = 0;
        double serviceNanos = 0;
        double cpuNanos = 0;
        double returnNanos = 0;
        boolean hasCpu = true;
        for (Operation operation : report.operations()) {
            Operation.Legs legs = operation.legs();
            waitNanos += total(legs.waitLeg());
            serviceNanos += total(legs.serviceLeg());
            returnNanos += total(legs.returnLeg());
            if (legs.serviceCpuNanos() != null) {
                cpuNanos += legs.serviceCpuNanos();
            } else {
                hasCpu &= legs.serviceLeg() == null;
            }
        }
        double allNanos = waitNanos + serviceNanos + returnNanos;
        if (allNanos <= 0) {
            return;
        }
        Long delay = report.host().workersRunDelayNanos();
        double offCpuNanos = Math.max(0, serviceNanos - cpuNanos);
        List<TimePart> parts = new ArrayList<>();
        parts.add(new TimePart(Tone.WAIT, JobBar.WAITS, waitNanos / allNanos, "queued"));
        if (hasCpu && delay != null) {
            double corelessNanos = Math.min(delay, offCpuNanos);
            double onCore = Math.min(cpuNanos, serviceNanos) / allNanos;
            double elsewhere = (offCpuNanos - corelessNanos) / allNanos;
            double coreless = corelessNanos / allNanos;
            parts.add(new TimePart(Tone.SERVICE, JobBar.RUNS, onCore, "on a core"));
            parts.add(new TimePart(Tone.BAD, '▄', coreless, "without a core"));
            parts.add(new TimePart(Tone.NOTE, '▄', elsewhere, "in calls that wait"));
        } else {
            double service = serviceNanos / allNanos;
            parts.add(new TimePart(Tone.SERVICE, JobBar.RUNS, service, "on a thread"));
        }
        parts.add(
                new TimePart(Tone.RETURN, JobBar.RETURNS, returnNanos / allNanos, "for the loop"));
        time(parts.stream().filter(part -> part.share >= WORTH_A_WORD_SHARE).toList(), page);
    }

    /** With bars where one line has room for them. */
    private static void time(List<TimePart> parts, Page page) {
        List<Line> drawn = parts.stream().map(part -> part.words(page, true)).toList();
        int width = drawn.stream().mapToInt(item -> item.width() + 3).sum() - 3;
        boolean fits = Page.INDENT + width <= page.columns();
        page.items(
                page.heading("Job time"),
                fits ? drawn : parts.stream().map(part -> part.words(page, false)).toList());
    }

    /** A part of the jobs' time. Immutable. */
    private record TimePart(Tone tone, char sign, double share, String name) {

        Line words(Page page, boolean drawn) {
            int cells = drawn ? (int) Math.round(share * BAR_CELLS) : 0;
            String percent = Math.round(share * 100) + "% ";
            Line words = page.line(tone, String.valueOf(sign).repeat(cells));
            return words.add(cells == 0 ? "" : " ").add(percent).add(name);
        }
    }

    private static double total(@Nullable Histogram leg) {
        return leg == null || leg.meanNanos() == null ? 0 : leg.meanNanos() * leg.count();
    }

    private static List<Line> pool(Report report, Page page) {
        Pool pool = report.pool();
        Double busy = pool.utilizationShare();
        List<Line> items = new ArrayList<>();
        items.add(page.line(ThreadsText.of(report.config().pool())));
        Long most = pool.depth().depthMax();
        if (busy != null && most != null) {
            items.add(page.line(Numbers.roundShare(busy) + " busy"));
            items.add(page.line(queue(pool, most)));
        }
        items.add(page.line(Numbers.count(pool.counts().completed(), "job")));
        return items;
    }

    /** A job is queued as well until an idle thread has woken up: that is no queue. */
    private static String queue(Pool pool, long most) {
        Double whileFull = pool.waiting().queuedWhileFullShare();
        if (whileFull != null && whileFull >= MOST) {
            return "queue up to " + Numbers.count(most);
        }
        return whileFull == null || whileFull == 0 ? "no queue" : "hardly a queue";
    }

    private static List<Line> loop(Loop loop, boolean ok, Page page) {
        List<Line> items = new ArrayList<>();
        Double busy = loop.utilizationShare();
        Loop.Delay delay = loop.delay();
        Long iterations = loop.counts().iterations();
        if (busy != null) {
            items.add(page.line(Numbers.roundShare(busy) + " busy"));
        } else if (iterations != null) {
            items.add(page.line(Numbers.count(iterations, "iteration")));
        }
        if (delay != null) {
            items.add(
                    page.line(
                            "delay p99 "
                                    + Numbers.nanosUpTo(delay.p99Nanos(), delay.errorNanos())));
        }
        List<Loop.Stall> stalls = loop.held().stalls();
        if (stalls.isEmpty()) {
            if (delay != null) {
                items.add(
                        page.line(
                                ok
                                        ? "no stall"
                                        : "max "
                                                + Numbers.nanosUpTo(
                                                        delay.maxNanos(), delay.errorNanos())));
            }
        } else {
            long longest = stalls.stream().mapToLong(Loop.Stall::durationNanos).max().orElse(0);
            long all = stalls.size() + loop.held().stallsDropped();
            items.add(
                    page.line(
                            Tone.WARN,
                            Numbers.count(all, "stall") + " up to " + Numbers.nanos(longest)));
        }
        return items;
    }

    private static List<Line> machine(Report report, Page page) {
        List<Line> items = new ArrayList<>();
        Host host = report.host();
        double wallNanos = Math.max(1, report.run().durationNanos());
        Long cpuNanos = host.cpu().cpuNanos();
        Integer cores = report.environment().cpu().usableCores();
        // CPU time comes in steps: of a short run it may be more than there was.
        if (cpuNanos != null && cores != null && cpuNanos <= TICKS * cores * wallNanos) {
            items.add(
                    page.line(
                            Numbers.count(Math.min(cores, cpuNanos / wallNanos))
                                    + " of "
                                    + Numbers.count(cores, "core")
                                    + " used"));
        }
        Host.Gc gc = host.gc();
        if (gc != null) {
            items.add(page.line(gc.pauses() == 0 ? "no GC" : "GC " + HostSection.gcTotal(gc)));
        }
        Clients clients = report.clients();
        Double others = host.others().otherCpuCores();
        if (others != null) {
            Long ofClients = clients == null ? null : clients.generator().cpuNanos();
            double clientCores = ofClients == null ? 0 : ofClients / wallNanos;
            if (clientCores > 0) {
                items.add(page.line("clients used " + Numbers.count(clientCores) + " more"));
            }
            double strangers = Math.max(0, others - clientCores);
            items.add(
                    page.line(
                            strangers < NO_CORES
                                    ? "others none"
                                    : "others " + Numbers.count(strangers) + " cores"));
        }
        return items;
    }

    private static List<Line> clients(Clients clients, Page page) {
        List<Line> items = new ArrayList<>();
        boolean all = clients.counts().connected() == clients.counts().connections();
        items.add(
                page.line(
                        all ? Tone.PLAIN : Tone.WARN,
                        (all ? "" : Numbers.count(clients.counts().connected()) + " of ")
                                + Numbers.count(clients.counts().connections(), "connection")));
        items.add(page.line("sent " + Numbers.bytes(clients.exchange().bytesSent())));
        items.add(page.line("received " + Numbers.bytes(clients.exchange().bytesReceived())));
        if (clients.counts().reconnects() > 0) {
            items.add(
                    page.line(
                            Tone.WARN, Numbers.count(clients.counts().reconnects(), "reconnect")));
        }
        return items;
    }

    private static List<Line> served(
            ServerFigures server, ServerFigures.Requests requests, Page page) {
        List<Line> items = new ArrayList<>();
        items.add(page.line(Numbers.count(requests.count(), "request")));
        if (requests.perSecond() != null) {
            items.add(page.line(Numbers.perSecond(requests.perSecond())));
        }
        items.addAll(StatusLines.of(requests.status(), page));
        ServerFigures.Connections connections = server.connectionCounts();
        if (connections != null) {
            items.add(page.line(Numbers.count(connections.accepted(), "connection") + " accepted"));
        }
        return items;
    }

    private static List<Line> memory(Memory memory, Page page) {
        List<Line> items = new ArrayList<>();
        if (memory.held().peakBytes() > 0) {
            items.add(page.line("queued work held " + Numbers.bytes(memory.held().peakBytes())));
        }
        if (memory.rss() != null) {
            items.add(
                    page.line(
                            "process "
                                    + Numbers.bytes(
                                            Objects.requireNonNull(memory.rss()).peakBytes())));
        }
        return items;
    }
}
