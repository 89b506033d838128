package dev.loopbench.probes.session;

import dev.loopbench.loopcore.Timeout;
import dev.loopbench.loopcore.workload.ConnectionFigures;
import dev.loopbench.loopcore.workload.HeapRoom;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationCounts;
import dev.loopbench.loopcore.workload.Sentence;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Config;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The workloads of a session, side by side on one loop and one pool. Confined to the loop thread.
 *
 * <p>Those whose load is endless go on until all others are over. What is in flight when the loads'
 * time is over is given up where it does not end within its limit.
 */
final class Mix implements AutoCloseable {

    private final List<WorkPart> parts = new ArrayList<>();

    private Runnable whenOver = () -> {};
    private Runnable whenCut = () -> {};
    private @Nullable Rig rig;
    private @Nullable Timeout drain;
    private boolean cut;
    private boolean leftovers;
    private int ending;
    private int running;

    /**
     * @param seed of what the workloads and their loads draw
     */
    Mix(List<WorkPlan> plans, long seed) {
        for (int i = 0; i < plans.size(); i++) {
            parts.add(new WorkPart(plans.get(i), seed, i));
        }
    }

    /** The kinds of the operations. */
    List<String> kinds() {
        return parts.stream().map(part -> part.plan().name()).toList();
    }

    /**
     * The kinds of operations whose load has intended starts of its own; a burst that does not fit
     * has, too.
     */
    Set<String> pacedKinds() {
        Set<String> paced = new HashSet<>();
        for (WorkPart part : parts) {
            LoadModel load = part.plan().load();
            if (load instanceof LoadModel.Open || HeapRoom.isExceededBy(load)) {
                paced.add(part.plan().name());
            }
        }
        return paced;
    }

    void prepare(Rig on) throws WrongResultException, WorkloadException {
        rig = on;
        for (WorkPart part : parts) {
            try {
                part.prepare(on);
            } catch (WorkloadException refusal) {
                throw parts.size() == 1 ? refusal : named(part, refusal);
            }
        }
    }

    /** Among several, the sentence alone does not say whose file or option it is about. */
    private static WorkloadException named(WorkPart part, WorkloadException refusal) {
        return new WorkloadException("%s: %s", part.plan().name(), refusal.sentence());
    }

    /** Runs one workload after the other, each for its share of the time. */
    Config.Warmup warmUp(WarmupPlan plan) throws WrongResultException {
        WarmupPlan share = new WarmupPlan(plan.untilSteady(), plan.maxNanos() / parts.size());
        long durationNanos = 0;
        long operations = 0;
        long unfinished = 0;
        boolean steady = true;
        for (WorkPart part : parts) {
            if (unfinished > 0) {
                steady = false; // it would wait behind what holds the pool
                break;
            }
            Config.Warmup warmup = part.warmUp(share);
            durationNanos += warmup.durationNanos();
            operations += warmup.operations();
            unfinished += warmup.unfinished();
            steady &= Boolean.TRUE.equals(warmup.steady());
            failIfWrong();
        }
        leftovers = unfinished > 0;
        return new Config.Warmup(
                share.mode(),
                durationNanos,
                operations,
                unfinished,
                plan.untilSteady() ? (Boolean) steady : null);
    }

    /** Whether operations of the warm-up are in flight still. */
    boolean hasLeftovers() {
        return leftovers;
    }

    /** Whether the limit of a drain put an end to it. */
    boolean isCut() {
        return cut;
    }

    /**
     * After the begin, when no operation starts any more; {@link Long#MAX_VALUE} for no such time.
     */
    long scheduledNanos() {
        return parts.stream()
                .map(WorkPart::plan)
                .filter(plan -> !plan.load().isEndless())
                .mapToLong(
                        plan ->
                                plan.load() instanceof LoadModel.Burst
                                        ? Long.MAX_VALUE
                                        : DrainPlan.scheduledNanos(plan))
                .max()
                .orElse(Long.MAX_VALUE);
    }

    /** The measured time begins. */
    void measured() {
        parts.forEach(part -> part.workload().measured());
    }

    /**
     * Called in a callback of the loop.
     *
     * @param callback runs on the loop once all is over, maybe at once
     * @param cutCallback runs on the loop if that takes longer than the drain may; without it
     *     {@code callback} does
     */
    void start(Runnable callback, Runnable cutCallback) {
        whenOver = callback;
        whenCut = cutCallback;
        running = parts.size();
        ending = (int) parts.stream().filter(part -> !part.plan().load().isEndless()).count();
        // A part that ends within its own start must not end the mix before the others are there.
        parts.forEach(part -> part.ready(() -> over(part)));
        limitDrain();
        parts.forEach(WorkPart::start);
    }

    /** How far the operations are. */
    List<OperationCounts> counts() {
        return parts.stream().map(WorkPart::counts).toList();
    }

    /**
     * No new operations.
     *
     * @param callback runs once all have ended, maybe at once
     * @param cutCallback runs instead if that takes longer than a drain may
     */
    void stop(Runnable callback, Runnable cutCallback) {
        whenOver = callback;
        whenCut = cutCallback;
        if (running == 0) {
            callback.run();
        } else {
            stopParts();
        }
    }

    private void over(WorkPart part) {
        running--;
        if (!part.plan().load().isEndless()) {
            ending--;
            if (ending == 0 && running > 0) {
                stopParts();
            }
        }
        if (running == 0) {
            clearDrain();
            whenOver.run();
        }
    }

    /** From now on at most so long. */
    private void stopParts() {
        if (drain == null && !cut) {
            cutAfter(rig().plan().course().drain().limitNanos());
        }
        parts.forEach(WorkPart::stop);
    }

    private void limitDrain() {
        DrainPlan limit = rig().plan().course().drain();
        clearDrain();
        if (parts.stream().anyMatch(part -> limit.applies(part.plan().load()))) {
            long scheduledNanos =
                    parts.stream()
                            .map(WorkPart::plan)
                            .filter(plan -> !plan.load().isEndless())
                            .mapToLong(DrainPlan::scheduledNanos)
                            .max()
                            .orElseThrow();
            cutAfter(DrainPlan.sum(scheduledNanos, limit.limitNanos()));
        }
    }

    private void cutAfter(long nanos) {
        double millis = nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
        if (millis <= Integer.MAX_VALUE) { // a timer knows no longer time
            drain = rig().loop().setTimeout(this::cut, millis);
            drain.unref();
        }
    }

    private void cut() {
        drain = null;
        cut = true;
        parts.forEach(WorkPart::stop);
        if (running > 0) {
            whenOver = () -> {};
            whenCut.run();
        }
    }

    private void clearDrain() {
        if (drain != null) {
            drain.clear();
            drain = null;
        }
    }

    private Rig rig() {
        return Objects.requireNonNull(rig, "not prepared");
    }

    void failIfWrong() throws WrongResultException {
        for (WorkPart part : parts) {
            Optional<Sentence> wrong = part.firstWrong();
            if (wrong.isPresent()) {
                throw new WrongResultException(wrong.get());
            }
        }
    }

    Optional<Throwable> firstFailure() {
        return parts.stream().flatMap(part -> part.firstFailure().stream()).findFirst();
    }

    /** By workload, what it settled in place of the user's word. */
    Map<String, Map<String, String>> settledParameters() {
        Map<String, Map<String, String>> settled = new LinkedHashMap<>();
        for (WorkPart part : parts) {
            settled.put(part.plan().name(), part.workload().settledParameters());
        }
        return settled;
    }

    /** Of all workloads that have connections. */
    Optional<ConnectionFigures> connections() {
        return parts.stream()
                .flatMap(part -> part.workload().connections().stream())
                .reduce(ConnectionFigures::and);
    }

    void release() {
        parts.forEach(part -> part.workload().release());
    }

    @Override
    public void close() {
        parts.forEach(WorkPart::close);
    }
}
