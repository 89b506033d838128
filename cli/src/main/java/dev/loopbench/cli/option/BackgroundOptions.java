package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.probes.session.WorkPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** Work beside the measured one. Confined to the main thread. */
public final class BackgroundOptions {

    private static final long CONCURRENCY_MAX = 1_000_000;

    /** As many as the pool has threads. */
    private static final String THREADS = "threads";

    @Option(
            names = "--with",
            paramLabel = "WORKLOAD[:C]",
            description =
                    "keep C operations of another workload in flight meanwhile, on the same loop and"
                            + " pool, such as pbkdf2:2 (default: as many as the pool has threads)")
    List<String> with = new ArrayList<>();

    /**
     * @param measured the workload it is beside
     * @param threads of the pool
     */
    public List<WorkPlan> plans(WorkloadOptions workloads, WorkloadType measured, int threads)
            throws UsageException, InvalidParameterException {
        List<WorkPlan> plans = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of(measured.name()));
        for (String text : with) {
            int colon = text.indexOf(':');
            WorkloadType type = workloads.type(colon < 0 ? text : text.substring(0, colon));
            String count = colon < 0 ? THREADS : text.substring(colon + 1);
            if (!names.add(type.name())) {
                throw new UsageException(
                        "--with "
                                + text
                                + " cannot be told from the other "
                                + type.name()
                                + " in the report.");
            }
            ParameterValues values = ParameterValues.parse(type.parameters(), Map.of());
            if (type.needsServer(values)) {
                throw new UsageException(
                        "--with cannot start the clients of a "
                                + type.name()
                                + "; for round trips on the same"
                                + " loop there are echo and http.");
            }
            plans.add(
                    WorkPlan.of(
                            type,
                            values,
                            new LoadModel.Closed(
                                    concurrency(count, threads), LoadModel.ENDLESS_NANOS)));
        }
        return plans;
    }

    private static int concurrency(String count, int threads) throws UsageException {
        return count.equals(THREADS)
                ? threads
                : (int) OptionValue.wholeNumber("--with", count, 1, CONCURRENCY_MAX);
    }
}
