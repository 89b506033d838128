package dev.loopbench.reports.markdown;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Memory;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.reports.phrase.LoadFormat;
import dev.loopbench.reports.phrase.MemoryText;
import dev.loopbench.reports.phrase.SubjectText;
import dev.loopbench.reports.phrase.ThreadsText;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What ran, and pool, loop and host, in a line each. Stateless. */
final class FactLines {

    private static final String BETWEEN = " · ";

    private FactLines() {}

    static String headline(Report report) {
        Config config = report.config();
        String scenario = config.scenario();
        Environment environment = report.environment();
        List<String> items = new ArrayList<>();
        List<String> subject = SubjectText.of(report.subject());
        String workload = scenario == null ? config.workload() : scenario;
        boolean program = SubjectText.isProgram(report.subject());
        items.add("**" + Markdown.text(program ? subject.get(0) : workload) + "**");
        subject.stream().skip(program ? 1 : 0).map(Markdown::text).forEach(items::add);
        if (!program && config.workloads().size() < 2) {
            items.add(Markdown.text(LoadFormat.format(config.load())));
        }
        items.add(Numbers.nanos(report.run().durationNanos()));
        items.add(ThreadsText.of(config.pool()));
        Integer cores = environment.cpu().usableCores();
        if (cores != null) {
            items.add(Numbers.count(cores, "core"));
        }
        int runs = report.run().merged().size();
        if (runs > 0) {
            items.add("the sum of " + Numbers.count(runs, "run"));
        }
        if (config.repeats() > Math.max(1, runs)) {
            items.add(Numbers.count(config.repeats(), "repeat"));
        }
        String machine = (environment.os() + " " + environment.arch()).strip();
        if (!machine.isEmpty()) {
            items.add(Markdown.text(machine));
        }
        if (!environment.jvm().version().isBlank()) {
            items.add("JDK " + Markdown.text(environment.jvm().version()));
        }
        return String.join(BETWEEN, items);
    }

    static String lines(Report report) {
        return "- **Pool** "
                + String.join(BETWEEN, pool(report.pool()))
                + "\n- **Loop** "
                + String.join(BETWEEN, loop(report))
                + connections(report)
                + "\n- **Host** "
                + String.join(BETWEEN, host(report.host()))
                + memory(report.memory());
    }

    /** Nothing in a report that is older than the figures, and of a simulated machine. */
    private static String memory(@Nullable Memory memory) {
        if (memory == null) {
            return "";
        }
        List<String> items = new ArrayList<>();
        if (memory.rss() != null) {
            items.add(MemoryText.rss(memory.rss()));
        }
        if (memory.heap() != null) {
            items.add(MemoryText.heap(memory, memory.heap()));
        }
        MemoryText.held(memory).forEach(item -> items.add(Markdown.text(item)));
        return items.isEmpty() ? "" : "\n- **Memory** " + String.join(BETWEEN, items);
    }

    /** What both ends of the connections counted; nothing where a run had none. */
    private static String connections(Report report) {
        StringBuilder lines = new StringBuilder();
        Clients clients = report.clients();
        if (clients != null) {
            lines.append("\n- **Clients** ").append(String.join(BETWEEN, clients(clients)));
        }
        ServerFigures server = report.server();
        if (server != null && server.requests() != null) {
            lines.append("\n- **Server** ")
                    .append(String.join(BETWEEN, requests(server.requests())));
        }
        return lines.toString();
    }

    private static List<String> clients(Clients clients) {
        List<String> items = new ArrayList<>();
        items.add(Numbers.count(clients.counts().connections(), "connection"));
        if (clients.counts().reconnects() > 0) {
            items.add(Numbers.count(clients.counts().reconnects(), "reconnect"));
        }
        Long resets = clients.counts().keepAliveResets();
        if (resets != null && resets > 0) {
            items.add(Numbers.count(resets, "keep-alive reset"));
        }
        Long churned = clients.counts().churned();
        if (churned != null && churned > 0) {
            items.add(Numbers.count(churned) + " opened anew on purpose");
        }
        items.addAll(statuses(clients.exchange().status()));
        return items;
    }

    private static List<String> requests(ServerFigures.Requests requests) {
        List<String> items = new ArrayList<>();
        items.add(Numbers.count(requests.count(), "request"));
        Double perSecond = requests.perSecond();
        if (perSecond != null) {
            items.add(Numbers.perSecond(perSecond));
        }
        Long p99Nanos = requests.response().percentiles().get("99");
        if (p99Nanos != null) {
            items.add("p99 " + Numbers.nanos(p99Nanos));
        }
        items.addAll(statuses(requests.status()));
        return items;
    }

    private static List<String> statuses(@Nullable SortedMap<String, Long> counts) {
        List<String> items = new ArrayList<>();
        if (counts != null) {
            counts.forEach(
                    (status, count) ->
                            items.add(
                                    "status "
                                            + Markdown.text(status)
                                            + " "
                                            + Numbers.count(count)
                                            + "×"));
        }
        return items;
    }

    private static List<String> pool(Pool pool) {
        List<String> items = new ArrayList<>();
        items.add(Numbers.count(pool.threads(), "thread"));
        if (pool.counts().submitted() == 0) {
            items.add("not used");
            return items;
        }
        Double busy = pool.utilizationShare();
        if (busy != null) {
            items.add(Numbers.share(busy) + " busy");
        }
        items.add(Numbers.count(pool.counts().submitted(), "job"));
        Long most = pool.depth().depthMax();
        Double mean = pool.depth().depthMean();
        if (most != null && mean != null) {
            items.add("queue max " + Numbers.count(most));
            items.add("mean " + Numbers.count(mean));
        }
        return items;
    }

    private static List<String> loop(Report report) {
        ServerFigures server = report.server();
        if (server != null && server.model() != ServerFigures.Model.LOOP) {
            return List.of("not used: the server runs on threads of its own");
        }
        Loop loop = report.loop();
        List<String> items = new ArrayList<>();
        Double busy = loop.utilizationShare();
        if (busy != null) {
            items.add(Numbers.share(busy) + " busy");
        }
        Long iterations = loop.counts().iterations();
        Loop.Delay delay = loop.delay();
        if (delay != null) {
            items.add("delay mean " + Numbers.nanosUpTo(delay.meanNanos(), delay.errorNanos()));
            items.add("p99 " + Numbers.nanosUpTo(delay.p99Nanos(), delay.errorNanos()));
            items.add("max " + Numbers.nanosUpTo(delay.maxNanos(), delay.errorNanos()));
        } else if (iterations != null) {
            items.add(Numbers.count(iterations, "iteration"));
        }
        long stalls = loop.held().stalls().size() + loop.held().stallsDropped();
        if (stalls > 0) {
            items.add("**" + Numbers.count(stalls, "stall") + "**");
        } else if (delay != null) {
            items.add("no stall");
        }
        if (items.isEmpty()) {
            items.add("not told");
        }
        return items;
    }

    /** What the machine does not tell is left out. */
    private static List<String> host(Host host) {
        List<String> items = new ArrayList<>();
        Host.Gc gc = host.gc();
        if (gc == null) {
            items.add("GC not told");
        } else {
            items.add(
                    gc.pauses() == 0
                            ? "no GC pause"
                            : Numbers.count(gc.pauses(), "GC pause")
                                    + " "
                                    + Numbers.nanos(gc.totalNanos()));
        }
        if (host.cpu().loopRunDelayNanos() != null) {
            items.add(
                    "loop waited " + Numbers.nanos(host.cpu().loopRunDelayNanos()) + " for a core");
        }
        if (host.workersRunDelayNanos() != null) {
            items.add(
                    "workers waited " + Numbers.nanos(host.workersRunDelayNanos()) + " for cores");
        }
        Long throttled = host.throttling().throttledPeriods();
        Long periods = host.throttling().periods();
        if (throttled != null && periods != null && periods > 0) {
            String of = " of " + Numbers.count(periods, "period");
            items.add("throttled in " + Numbers.count(throttled) + of);
        }
        if (host.others().stealShare() != null) {
            items.add("steal " + Numbers.share(host.others().stealShare()));
        }
        return items;
    }
}
