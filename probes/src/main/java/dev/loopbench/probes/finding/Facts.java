package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
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
        Long typicalNanos = loop().durations().busy().percentiles().get("50");
        return clients() != null
                && typicalNanos != null
                && typicalNanos >= Condition.USUAL_PERIOD.value() * loop().delay().p99Nanos()
                && Condition.MANY_EVENTS.isReached(
                        (double) loop().counts().events()
                                / Math.max(1, loop().counts().iterations()));
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
