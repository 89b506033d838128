package dev.loopbench.reports.benchmark;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Load;
import dev.loopbench.reports.series.KindSeries;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a kind was run with, as parameters of a benchmark. Stateless. */
final class JmhParams {

    private JmhParams() {}

    /** In a mix, those of the kind's own workload. */
    static SortedMap<String, String> of(KindSeries kind, Config config) {
        SortedMap<String, String> params = new TreeMap<>();
        config.workloads().stream()
                .filter(work -> work.name().equals(kind.operation().kind()))
                .findFirst()
                .ifPresentOrElse(
                        work -> add(work.parameters(), work.load(), params),
                        () -> add(config.parameters(), config.load(), params));
        params.put("threads", Integer.toString(config.pool().threads()));
        return params;
    }

    private static void add(
            SortedMap<String, String> parameters, Load load, SortedMap<String, String> params) {
        params.putAll(parameters);
        params.put("load", load.word());
        if (load instanceof Load.Burst burst) {
            params.put("jobs", Long.toString(burst.jobs()));
        } else if (load instanceof Load.Closed closed) {
            params.put("concurrency", Integer.toString(closed.concurrency()));
        } else if (load instanceof Load.Open open) {
            params.put("rate", Double.toString(open.perSecond()));
        }
    }
}
