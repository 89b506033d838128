package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.ConnectionFigures;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationCounts;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Config;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The workloads of a session, side by side on one loop and one pool. Confined to the loop thread.
 *
 * <p>Those whose load is endless go on until all others are over.
 */
final class Mix implements AutoCloseable {

    private final List<WorkPart> parts = new ArrayList<>();

    private Runnable whenOver = () -> {};
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

    /** The kinds of operations whose load has intended starts of its own. */
    Set<String> pacedKinds() {
        Set<String> paced = new HashSet<>();
        for (WorkPart part : parts) {
            if (part.plan().load() instanceof LoadModel.Open) {
                paced.add(part.plan().name());
            }
        }
        return paced;
    }

    void prepare(Rig rig) throws WrongResultException, WorkloadException {
        for (WorkPart part : parts) {
            try {
                part.prepare(rig);
            } catch (WorkloadException refusal) {
                throw parts.size() == 1 ? refusal : named(part, refusal);
            }
        }
    }

    /** Among several, the sentence alone does not say whose file or option it is about. */
    private static WorkloadException named(WorkPart part, WorkloadException refusal) {
        return new WorkloadException(part.plan().name() + ": " + refusal.getMessage());
    }

    /** Runs one workload after the other, each for its share of the time. */
    Config.Warmup warmUp(WarmupPlan plan) throws WrongResultException {
        WarmupPlan share = new WarmupPlan(plan.untilSteady(), plan.maxNanos() / parts.size());
        long durationNanos = 0;
        long operations = 0;
        boolean steady = true;
        String mode = "";
        for (WorkPart part : parts) {
            Config.Warmup warmup = part.warmUp(share);
            durationNanos += warmup.durationNanos();
            operations += warmup.operations();
            steady &= Boolean.TRUE.equals(warmup.steady());
            mode = warmup.mode();
            failIfWrong();
        }
        return new Config.Warmup(
                mode, durationNanos, operations, 0, plan.untilSteady() ? (Boolean) steady : null);
    }

    /** The measured time begins. */
    void measured() {
        parts.forEach(part -> part.workload().measured());
    }

    /**
     * Called in a callback of the loop.
     *
     * @param callback runs on the loop once all is over, maybe at once
     */
    void start(Runnable callback) {
        whenOver = callback;
        running = parts.size();
        ending = (int) parts.stream().filter(part -> !part.plan().load().isEndless()).count();
        // A part that ends within its own start must not end the mix before the others are there.
        parts.forEach(part -> part.ready(() -> over(part)));
        parts.forEach(WorkPart::start);
    }

    /** How far the operations are. */
    List<OperationCounts> counts() {
        return parts.stream().map(WorkPart::counts).toList();
    }

    /** No new operations; {@code callback} runs once all have ended, maybe at once. */
    void stop(Runnable callback) {
        whenOver = callback;
        if (running == 0) {
            callback.run();
        } else {
            parts.forEach(WorkPart::stop);
        }
    }

    private void over(WorkPart part) {
        running--;
        if (!part.plan().load().isEndless()) {
            ending--;
            if (ending == 0) {
                parts.forEach(WorkPart::stop);
            }
        }
        if (running == 0) {
            whenOver.run();
        }
    }

    void failIfWrong() throws WrongResultException {
        for (WorkPart part : parts) {
            Optional<String> wrong = part.firstWrong();
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

    /** Of the first workload that has connections. */
    Optional<ConnectionFigures> connections() {
        return parts.stream().flatMap(part -> part.workload().connections().stream()).findFirst();
    }

    void release() {
        parts.forEach(part -> part.workload().release());
    }

    @Override
    public void close() {
        parts.forEach(WorkPart::close);
    }
}
