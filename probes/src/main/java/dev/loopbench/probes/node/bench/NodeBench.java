package dev.loopbench.probes.node.bench;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.pool.TemporaryFolder;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.node.live.LaunchedNode;
import dev.loopbench.probes.node.live.LiveReport;
import dev.loopbench.probes.node.live.NodeObservation;
import dev.loopbench.probes.node.live.NodeObservation.Door;
import dev.loopbench.probes.node.live.ObservationException;
import dev.loopbench.probes.node.live.ObservationPlan;
import dev.loopbench.probes.node.live.Sighting;
import dev.loopbench.probes.node.live.WholeTrace;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.session.SessionPlan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One run of a plan's workloads on the loop of a real Node: prepares and warms up in its process,
 * looks into it while it is measured, and makes the report of both.
 *
 * <p>{@link #run} waits on the calling thread and is called once; {@link #interrupt} is
 * thread-safe.
 */
public final class NodeBench {

    /** Of each wait for an answer of the process. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String NODE_OPTIONS = "NODE_OPTIONS";

    private final SessionPlan plan;
    private final String node;
    private final Costs costs;
    private final NanoClock clock = new SystemNanoClock();

    private volatile boolean interrupted;
    private volatile @Nullable Harness present;

    /**
     * @param node the program, a Node from version 18 on
     * @param costs that requests and callbacks can have
     */
    public NodeBench(SessionPlan plan, String node, Costs costs) {
        this.plan = plan;
        this.node = node;
        this.costs = costs;
    }

    /**
     * Refuses a plan for which Node has no counterpart; nothing runs.
     *
     * @throws WorkloadException if it has none
     */
    public void requireCounterparts() throws WorkloadException {
        try (TemporaryFolder folder = TemporaryFolder.in(null)) {
            HarnessPlan.of(plan, costs, folder.path());
        }
    }

    /**
     * Runs to the end or until {@link #interrupt}; then the report says {@code complete: false}.
     *
     * @throws WrongResultException if a result is not what it has to be: nothing else counts then
     * @throws WorkloadException if Node has no counterpart for what the plan asks, or ended early
     */
    public Report run() throws WrongResultException, WorkloadException {
        try (TemporaryFolder folder = TemporaryFolder.in(null)) {
            HarnessPlan harnessPlan = HarnessPlan.of(plan, costs, folder.path());
            Harness.install(folder.path());
            try (Harness harness =
                    Harness.start(
                            node, folder.path(), harnessPlan, plan.pool().shape().threads())) {
                present = harness;
                return measure(harness, harnessPlan);
            } catch (WorkloadException failure) {
                throw interrupted
                        ? new WorkloadException("it was interrupted before there was a result")
                        : failure;
            } catch (InspectorException | ObservationException failure) {
                throw new WorkloadException(
                        "Node cannot be looked into: " + String.valueOf(failure.getMessage()));
            } finally {
                present = null;
            }
        }
    }

    /** Ends the run soon; what was measured until then is reported. */
    public void interrupt() {
        interrupted = true;
        Harness harness = present;
        if (harness != null) {
            harness.interrupt();
        }
    }

    private Report measure(Harness harness, HarnessPlan harnessPlan)
            throws WrongResultException,
                    WorkloadException,
                    InspectorException,
                    ObservationException {
        LaunchedNode launched =
                LaunchedNode.await(harness.process(), System.getenv(NODE_OPTIONS), LIMIT, clock)
                        .orElseThrow(() -> new WorkloadException(neverBegan(harness)));
        try (launched) {
            launched.go();
            JsonNode ready = harness.awaitReady();
            List<HarnessLog.WarmedUp> warmups = HarnessLog.WarmedUp.of(ready.path("warmups"));
            boolean whole = harnessPlan.isTracedWhole(warmups);
            NodeObservation observation =
                    new NodeObservation(
                            launched.inspector(),
                            launched.process(),
                            new ObservationPlan(0, !whole, false, true, 0),
                            Door.READY,
                            clock);
            try (observation) {
                observation.begin();
                WholeTrace trace =
                        whole
                                ? WholeTrace.begin(launched.inspector(), launched.process(), clock)
                                : null;
                Sighting sighting = seen(harness, harnessPlan, observation, trace);
                HarnessLog log = HarnessLog.of(harness.result());
                if (log.wrong() != null) {
                    throw new WrongResultException(log.wrong());
                }
                HarnessReport told =
                        new HarnessReport(
                                plan,
                                harnessPlan,
                                log,
                                warmups,
                                ready.path("blockSize").isString()
                                        ? ready.path("blockSize").asString()
                                        : null);
                return LiveReport.of(
                        told.measuredOf(sighting, trace),
                        plan.origin().command(),
                        plan.origin().tool(),
                        plan.origin().wording(),
                        told);
            }
        }
    }

    private static String neverBegan(Harness harness) {
        harness.close();
        String said = harness.complaint();
        return "Node did not come to its first line" + (said == null ? "" : ": " + said);
    }

    private Sighting seen(
            Harness harness,
            HarnessPlan harnessPlan,
            NodeObservation observation,
            @Nullable WholeTrace trace)
            throws WorkloadException {
        if (trace != null) {
            CompletableFuture<Void> unused = harness.traced().thenRunAsync(trace::end);
        }
        if (interrupted) {
            harness.interrupt();
        }
        try (Arrivals arrivals = new Arrivals(harnessPlan, harness::wake, clock)) {
            arrivals.begin(harness.go());
            CompletableFuture<Void> over = harness.over();
            Sighting sighting = observation.await(over);
            over.join();
            return sighting;
        } finally {
            if (trace != null) {
                trace.end();
            }
        }
    }
}
