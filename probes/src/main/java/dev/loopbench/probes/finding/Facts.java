package dev.loopbench.probes.finding;

import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.probes.result.Subject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures the rules reason with, derived from one report. Immutable; times in nanoseconds. */
final class Facts {

    private final Report report;
    private final Wording wording;
    private final Legs legs;
    private final Cores cores;
    private final LoopTime loopTime;
    private final Holds holds;
    private final LostTime lost;

    Facts(Report report, Wording wording) {
        this.report = report;
        this.wording = wording;
        this.legs = new Legs(report.operations(), report.pool());
        this.cores = new Cores(report, legs);
        this.loopTime = new LoopTime(report);
        this.holds = new Holds(report, cores.areCrowded());
        this.lost = LostTime.of(report, legs, cores, loopTime);
    }

    Report report() {
        return report;
    }

    Pool pool() {
        return report.pool();
    }

    Loop loop() {
        return report.loop();
    }

    Host host() {
        return report.host();
    }

    Legs legs() {
        return legs;
    }

    Cores cores() {
        return cores;
    }

    LoopTime loopTime() {
        return loopTime;
    }

    Holds holds() {
        return holds;
    }

    LostTime lost() {
        return lost;
    }

    List<Operation> operations() {
        return report.operations();
    }

    /** Whether it is Node's loop under a program that has no options of ours. */
    boolean isNode() {
        Subject subject = report.subject();
        return subject != null && subject.kind() == Subject.Kind.NODE && subject.hasProgram();
    }

    /**
     * Whether what the loop did is known; of a foreign one it may not be: then nothing clears it.
     */
    boolean isLoopTold() {
        return loop().delay() != null;
    }

    /** What one event in a hundred waits; 0 where nobody tells, on which no rule rests. */
    long p99DelayNanos() {
        Loop.Delay delay = loop().delay();
        return delay == null ? 0 : delay.p99Nanos();
    }

    /** No number where nobody tells: whatever it is held against, the answer is no. */
    double loopUtilization() {
        Double share = loop().utilizationShare();
        return share == null ? Double.NaN : share;
    }

    /** No number where nobody tells how many threads there are. */
    double poolUtilization() {
        Double share = pool().utilizationShare();
        return share == null ? Double.NaN : share;
    }

    /** On average; 0 where nobody tells. */
    double eventsOfIteration() {
        Long events = loop().counts().events();
        Long iterations = loop().counts().iterations();
        return events == null || iterations == null ? 0 : (double) events / Math.max(1, iterations);
    }

    /** Of which half are longer; null where none was, or nobody tells. */
    @Nullable Long typicalBusyNanos() {
        Histogram busy = loop().durations().busy();
        return busy == null ? null : busy.percentiles().get("50");
    }

    boolean hasSlowLane() {
        return report.config().pool().slowLane();
    }

    /** Whether operations came for a while, and not all at once. */
    boolean isStream() {
        return !(report.config().load() instanceof Load.Burst);
    }

    /** Whether each operation starts when another has ended. */
    boolean isClosed() {
        return report.config().load() instanceof Load.Closed;
    }

    /** Whether somebody else decides when it is over. */
    boolean isServing() {
        return report.config().load() instanceof Load.External;
    }

    /**
     * What queueing theory makes of the wait, as a sentence; empty where it has no say: more than
     * one workload, a load that is no stream of arrivals, or no pool.
     */
    Optional<String> expectedWait() {
        return ExpectedWait.of(report);
    }

    /** Null where the work came from no connections. */
    @Nullable Clients clients() {
        return report.clients();
    }

    /** Whether it was the loop that answered: a server of threads leaves it idle. */
    boolean isServedElsewhere() {
        ServerFigures server = report.server();
        return server != null && server.model() != ServerFigures.Model.LOOP;
    }

    /** Whether a request that the loop serves is answered when a job of the pool has ended. */
    boolean doRequestsWaitForPool() {
        return report.config().workloads().stream()
                .anyMatch(work -> Costs.waitsForPool(work.parameters()));
    }

    /** The round trips of the clients; empty where there were none. */
    Optional<Operation> roundTrips() {
        return report.clients() == null || report.operations().isEmpty()
                ? Optional.empty()
                : Optional.of(report.operations().get(0));
    }

    /** Whether one round trip in a hundred, or every connection, had to wait for the loop. */
    boolean isDelayCommon() {
        return isSeenByAllConnections()
                || roundTrips()
                        .map(trips -> trips.latency().response().percentiles().get("99"))
                        .filter(Condition.FELT_RETURN::isReached)
                        .isPresent();
    }

    /** Whether no connection was spared, however rare the slow round trips were. */
    private boolean isSeenByAllConnections() {
        Clients clients = report.clients();
        Clients.Slowest slowest = clients == null ? null : clients.exchange().slowest();
        return slowest != null && Threshold.LOOP_DELAY.isWorthKnowing(slowest.minNanos());
    }

    /**
     * Whether clients waited because the loop did: it was ready without a core for longer than it
     * used one. False where the kernel does not tell.
     */
    boolean isLoopWaitingForCores() {
        Long delay = host().cpu().loopRunDelayNanos();
        Long cpu = host().cpu().loopCpuNanos();
        return clients() != null
                && !isServedElsewhere()
                && delay != null
                && cpu != null
                && delay >= cpu;
    }

    /**
     * Whether a loop that serves clients is held by their number: what events wait for is a busy
     * period as most are, of many callbacks, and not a rare long one.
     */
    boolean isHeldByMany() {
        Long typicalNanos = typicalBusyNanos();
        return clients() != null
                && typicalNanos != null
                && typicalNanos >= Condition.USUAL_PERIOD.value() * p99DelayNanos()
                && Condition.MANY_EVENTS.isReached(eventsOfIteration());
    }

    Wording wording() {
        return wording;
    }

    /** What asks for the run with this changed; null where there are no words for that. */
    @Nullable String next(Change change) {
        return wording.next(report.run().command(), report.config(), change);
    }

    long durationNanos() {
        return report.run().durationNanos();
    }
}
