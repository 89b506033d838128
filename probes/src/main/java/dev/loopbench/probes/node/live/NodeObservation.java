package dev.loopbench.probes.node.live;

import com.sun.management.OperatingSystemMXBean;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.host.EnvironmentProbe;
import dev.loopbench.probes.host.OthersMeter;
import dev.loopbench.probes.inspector.CpuProfile;
import dev.loopbench.probes.inspector.CpuProfiler;
import dev.loopbench.probes.inspector.Inspector;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.node.process.ThreadFigures;
import dev.loopbench.probes.node.script.Answer;
import dev.loopbench.probes.node.script.Entrance;
import dev.loopbench.probes.node.script.Evaluator;
import dev.loopbench.probes.node.script.NodeObserver;
import dev.loopbench.probes.node.script.ObserverSettings;
import dev.loopbench.probes.node.script.ScriptLog;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks into a Node process for a while: asks the observer within, has its pool traced in windows
 * and its stacks sampled, and reads what the system counts. Closing it leaves nothing of that
 * behind.
 *
 * <p>Confined to one thread, which waits, but for {@link #interrupt} and {@link #finish}.
 */
public final class NodeObservation implements AutoCloseable {

    /** Through which the observer sends its last answer when the program ends by itself. */
    private static final String FAREWELL = "__loopbench_farewell";

    private static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Nothing is known yet of what the process does. */
    private static final long ASK_AT_BEGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long BEGIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    static final Duration SAMPLE_EVERY = Duration.ofMillis(5);

    private static final String PROGRAM = "loopbench";

    private final Inspector inspector;
    private final NodeProcess process;
    private final ObservationPlan plan;
    private final Door door;
    private final NanoClock clock;
    private final OthersMeter others;
    private final CompletableFuture<String> farewell = new CompletableFuture<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Thread waiter = Thread.currentThread();

    private @Nullable NodeObserver observer;
    private @Nullable ScriptLog script;
    private @Nullable CpuProfiler profiler;
    private @Nullable SeenJobs seen;
    private @Nullable TracingThread tracing;
    private List<ThreadFigures> before = List.of();
    private final List<HeldStretches.Pulse> pulses = new ArrayList<>();
    private String started = "";
    private @Nullable Instant filesSince;
    private @Nullable OthersWatch belonging;
    private LongSupplier besidesCpuNanos = () -> 0;
    private long besidesNanos;
    private long ownCpuNanos;
    private volatile boolean interrupted;
    private volatile boolean over;

    /**
     * @param door how the process's inspector came to be open
     */
    public NodeObservation(
            Inspector inspector,
            NodeProcess process,
            ObservationPlan plan,
            Door door,
            NanoClock clock) {
        this.inspector = inspector;
        this.process = process;
        this.others = OthersMeter.beside(process.pid());
        this.plan = plan;
        this.door = door;
        this.clock = clock;
    }

    /**
     * What is not to count as other processes, beside the process itself and this one. To be said
     * before {@link #begin}.
     *
     * @param cpuNanos what they have used of cores so far
     */
    void besides(LongSupplier cpuNanos) {
        besidesCpuNanos = cpuNanos;
    }

    /** How a process's inspector came to be open. */
    public enum Door {
        /** The process was started with it, and its program has not begun yet. */
        LAUNCHED,
        /** The same, and the program has begun: it has nothing to do until we say a word. */
        READY,
        /** It was opened to look in. */
        OPENED,
        /** It was open before, and stays so. */
        FOUND
    }

    /**
     * Completed when the program has run to its end and its process waits for sessions to end, as
     * it does where it is told to say so.
     */
    public static CompletableFuture<Void> programEnd(Inspector inspector)
            throws InspectorException {
        CompletableFuture<Void> atEnd = new CompletableFuture<>();
        inspector.on("NodeRuntime.waitingForDisconnect", nothing -> atEnd.complete(null));
        inspector.call("NodeRuntime.notifyWhenWaitingForDisconnect", Map.of("enabled", true));
        return atEnd;
    }

    /**
     * Begins to look.
     *
     * @throws ObservationException if the process cannot be asked, or is looked into already
     */
    public void begin() throws ObservationException {
        try {
            inspector.on("Runtime.bindingCalled", this::farewell);
            inspector.call("Runtime.addBinding", Map.of("name", FAREWELL));
            requireUnobserved();
            if (plan.stacks()) {
                sample(); // first: its start stops the loop, which is not the program's doing
            }
            started = Instant.now().toString();
            filesSince = process.readsOurFilesSince().orElse(null);
            ownCpuNanos = ownCpuNanos();
            belonging = new OthersWatch(process, clock);
            besidesNanos = besidesCpuNanos.getAsLong() + requireBelonging().workersCpuNanos();
            before = process.threads();
            others.open();
            NodeObserver installed =
                    NodeObserver.install(
                            this::evaluate,
                            settings(),
                            door == Door.LAUNCHED
                                    ? Entrance.BEFORE_PROGRAM
                                    : Entrance.WHILE_RUNNING);
            observer = installed;
            script = new ScriptLog(installed.installation());
            pulse(installed.installation().atNanos(), installed.installation().loop());
            if (plan.traces()) {
                seen = new SeenJobs(process.jobCount(), installed.installation().atNanos());
                tracing = new TracingThread(inspector, seen, plan.exact(), isLaunched(), clock);
            }
        } catch (InspectorException | IOException failure) {
            throw new ObservationException(message(failure), failure);
        }
    }

    /** Nothing is done to a process that is looked into already. */
    private void requireUnobserved() throws IOException {
        NodeObserver.requireNone(expression -> evaluate(expression, false));
    }

    private ObserverSettings settings() {
        ObserverSettings usual = ObserverSettings.by(PROGRAM);
        // A Node that hooks its promises, too, stays slower when they are gone: only where it ends.
        ObserverSettings settings = isLaunched() ? usual : usual.withPromisesPerSecond(0);
        return settings.withSentinelPeriod(TimeUnit.MILLISECONDS.toNanos(plan.sentinelMillis()))
                .withFarewell(FAREWELL)
                .thatClosesInspector(door != Door.FOUND);
    }

    private boolean isLaunched() {
        return door == Door.LAUNCHED || door == Door.READY;
    }

    private void sample() {
        try {
            profiler = CpuProfiler.start(inspector, SAMPLE_EVERY, clock);
        } catch (InspectorException refused) {
            // Holds then have no stacks, and say so.
        }
    }

    /** Only what is evaluated first loads modules, and the program may end at any other time. */
    private String evaluate(Evaluator.Expression expression) throws IOException {
        return evaluate(expression, observer == null);
    }

    private String evaluate(Evaluator.Expression expression, boolean hasRequire)
            throws IOException {
        try {
            return inspector
                    .evaluate(expression.text(), hasRequire, expression.promises())
                    .stringValue();
        } catch (InspectorException | RuntimeException failure) {
            throw new IOException(message(failure), failure);
        }
    }

    private void farewell(JsonNode called) {
        if (called.path("name").asString("").equals(FAREWELL)) {
            farewell.complete(called.path("payload").asString(""));
        }
    }

    /** Thread-safe: ends {@link #await} soon. */
    public void interrupt() {
        interrupted = true;
        LockSupport.unpark(waiter);
    }

    /** Thread-safe: likewise, as the time is over that nobody could tell before. */
    public void finish() {
        over = true;
        LockSupport.unpark(waiter);
    }

    /**
     * Looks until the time is over, somebody interrupts, or the program ends.
     *
     * @param programEnd completed when the program has run to its end and the process waits
     */
    public Sighting await(CompletableFuture<Void> programEnd) {
        long beganNanos = clock.nanoTime();
        long askedNanos = beganNanos;
        Sighting.@Nullable Ending ending = null;
        CompletableFuture<Void> wakeUp =
                CompletableFuture.anyOf(programEnd, inspector.closed())
                        .thenRun(() -> LockSupport.unpark(waiter));
        while (ending == null) {
            long nowNanos = clock.nanoTime();
            long periodNanos = nowNanos - beganNanos < BEGIN_NANOS ? ASK_AT_BEGIN_NANOS : ASK_NANOS;
            if (programEnd.isDone()) {
                ending = Sighting.Ending.PROGRAM;
            } else if (inspector.closed().isDone()) {
                ending = Sighting.Ending.LOST;
            } else if (interrupted || Thread.currentThread().isInterrupted()) {
                ending = Sighting.Ending.INTERRUPT;
            } else if (over) {
                ending = Sighting.Ending.DURATION;
            } else if (plan.durationNanos() > 0 && nowNanos - beganNanos >= plan.durationNanos()) {
                ending = Sighting.Ending.DURATION;
            } else if (nowNanos - askedNanos >= periodNanos) {
                askedNanos = nowNanos;
                ending = ask(programEnd) ? null : Sighting.Ending.LOST;
            } else {
                long leftNanos = askedNanos + periodNanos - nowNanos;
                long lastNanos =
                        plan.durationNanos() > 0
                                ? beganNanos + plan.durationNanos() - nowNanos
                                : leftNanos;
                LockSupport.parkNanos(this, Math.max(1, Math.min(leftNanos, lastNanos)));
            }
        }
        wakeUp.cancel(false);
        return end(ending);
    }

    /** False if there is nobody to ask any more. */
    private boolean ask(CompletableFuture<Void> programEnd) {
        try {
            take(requireObserver().take());
            requireBelonging().tick();
            return true;
        } catch (IOException failure) {
            // At the program's end nothing can be evaluated any more: what it saw last is sent.
            return programEnd.isDone() || farewell.isDone();
        }
    }

    private void take(@Nullable Answer answer) {
        if (answer != null) {
            requireScript().add(answer);
            answers.add(answer);
            pulse(answer.atNanos(), answer.loop());
            if (seen != null) {
                seen.add(answer.atNanos(), requireScript().jobsSoFar());
            }
        }
    }

    private void pulse(long atNanos, Answer.Loop loop) {
        process.thread(process.pid())
                .ifPresent(
                        main ->
                                pulses.add(
                                        new HeldStretches.Pulse(
                                                requireScript().installation().hrtimeNanos(atNanos),
                                                loop.activeNanos(),
                                                main.cpuNanos(),
                                                main.runDelayNanos().value())));
    }

    private Sighting end(Sighting.Ending how) {
        Sighting.Ending ending = how;
        requireBelonging().look();
        Sighting.Traced traced =
                tracing == null
                        ? new Sighting.Traced(List.of(), 0, "nobody asked for it")
                        : tracing.end();
        try {
            take(last());
        } catch (IOException gone) {
            ending = Sighting.Ending.LOST;
        }
        List<ThreadFigures> after = process.isAlive() ? process.threads() : List.of();
        others.close();
        long besides =
                Math.max(
                        0,
                        besidesCpuNanos.getAsLong()
                                + requireBelonging().workersCpuNanos()
                                - besidesNanos);
        long cpuNanos = ownCpuNanos() - ownCpuNanos + besides;
        CpuProfile profile = profile();
        ScriptLog log = requireScript();
        long fromNanos = log.installation().hrtimeNanos(log.installation().atNanos());
        SortedMap<String, String> unavailable = new TreeMap<>();
        Host.Others rest =
                others.others(
                        ThreadCounts.between(before, after).cpuNanos().map(own -> own + cpuNanos),
                        log.durationNanos(),
                        unavailable);
        return new Sighting(
                new Sighting.Span(started, fromNanos, fromNanos + log.durationNanos()),
                ending,
                new Sighting.Target(
                        process.pid(),
                        threads(),
                        isLaunched(),
                        filesSince,
                        requireBelonging().seen()),
                log,
                List.copyOf(answers),
                traced,
                profile,
                new Sighting.Machine(
                        before,
                        after,
                        List.copyOf(pulses),
                        environment(),
                        rest,
                        others.throttling(unavailable),
                        unavailable));
    }

    private Answer last() throws IOException {
        if (!farewell.isDone()) {
            try {
                return requireObserver().stop();
            } catch (IOException ended) {
                if (!farewell.isDone()) {
                    throw ended;
                }
            }
        }
        return requireObserver().farewell(farewell.join());
    }

    /** As the environment has it, which libuv reads when the pool is first used. */
    private @Nullable Integer threads() {
        String told = requireScript().installation().process().threadPoolSize();
        return PoolSize.fromEnvironment(told).threads();
    }

    private @Nullable CpuProfile profile() {
        CpuProfiler running = profiler;
        if (running == null) {
            return null;
        }
        try {
            return running.stop();
        } catch (InspectorException gone) {
            return null;
        }
    }

    private Environment environment() {
        return EnvironmentProbe.ofThisMachine()
                .ofForeignProcess(clock, "Node " + version(), "libuv");
    }

    private String version() {
        return requireScript().installation().process().version();
    }

    private static long ownCpuNanos() {
        OperatingSystemMXBean os = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return os == null ? 0 : Math.max(0, os.getProcessCpuTime());
    }

    private OthersWatch requireBelonging() {
        if (belonging == null) {
            throw new IllegalStateException("Nobody has begun.");
        }
        return belonging;
    }

    private NodeObserver requireObserver() {
        if (observer == null) {
            throw new IllegalStateException("Nobody has begun.");
        }
        return observer;
    }

    private ScriptLog requireScript() {
        if (script == null) {
            throw new IllegalStateException("Nobody has begun.");
        }
        return script;
    }

    private static String message(Throwable failure) {
        String said = failure.getMessage();
        return said == null ? failure.toString() : said;
    }

    /**
     * Takes out of the process what is still in it. What was begun and not awaited ends here; all
     * of it ends with the session, too.
     */
    @Override
    public void close() {
        if (tracing != null) {
            tracing.end();
        }
        if (profiler != null) {
            profiler.close();
        }
    }
}
