package dev.loopbench.reports.benchmark;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Load;
import dev.loopbench.reports.series.DistinctNames;
import dev.loopbench.reports.series.KindSeries;
import java.math.BigDecimal;

/**
 * Under which name a service keeps the history of a kind: {@code pbkdf2/threads=4/jobs=5}.
 *
 * <p>Confined to the thread that writes one document. The workload's other parameters are not in
 * it, or a version with one parameter more would begin a new history.
 */
public final class BenchmarkName {

    /** Bencher's limit is 1024; the rest is for what makes a name distinct. */
    private static final int MAX_LENGTH = 1_000;

    private final Config config;
    private final DistinctNames distinct = new DistinctNames();

    public BenchmarkName(Config config) {
        this.config = config;
    }

    public String of(KindSeries kind) {
        return of(kind.kind(), kind.operation().kind());
    }

    /**
     * @param kind as it is to stand in the name, and {@code workload} as the configuration has it
     */
    public String of(String kind, String workload) {
        StringBuilder name = new StringBuilder();
        String scenario = config.scenario();
        if (scenario != null) {
            name.append(scenario).append('/');
        }
        name.append(kind).append("/threads=").append(config.pool().threads());
        append(load(workload), name);
        String plain = name.toString().replaceAll("\\p{Cntrl}", " ").strip();
        return distinct.of(cut(plain));
    }

    private Load load(String workload) {
        return config.workloads().stream()
                .filter(work -> work.name().equals(workload))
                .map(Config.Work::load)
                .findFirst()
                .orElse(config.load());
    }

    private static void append(Load load, StringBuilder name) {
        if (load instanceof Load.Burst burst) {
            name.append("/jobs=").append(burst.jobs());
        } else if (load instanceof Load.Closed closed) {
            name.append("/concurrency=").append(closed.concurrency());
        } else if (load instanceof Load.Open open && Double.isFinite(open.perSecond())) {
            BigDecimal plain = BigDecimal.valueOf(open.perSecond()).stripTrailingZeros();
            name.append("/rate=").append(plain.toPlainString());
        }
    }

    private static String cut(String name) {
        if (name.length() <= MAX_LENGTH) {
            return name;
        }
        boolean splitsPair = Character.isHighSurrogate(name.charAt(MAX_LENGTH - 1));
        return name.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
    }
}
