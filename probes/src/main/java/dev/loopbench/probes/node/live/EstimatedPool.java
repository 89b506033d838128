package dev.loopbench.probes.node.live;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.node.live.WaitBounds.Bounded;
import dev.loopbench.probes.node.live.WaitBounds.Submitted;
import dev.loopbench.probes.node.script.Answer;
import dev.loopbench.probes.node.script.Installation;
import dev.loopbench.probes.node.trace.TracedPool;
import dev.loopbench.probes.result.EstimatedWait;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What calls of {@code fs} and lookups waited in the pool, and behind what, though nobody tells
 * when a thread took them. Immutable; nanoseconds from the process's time origin.
 *
 * <p>{@link WaitBounds} has what it is at least and at most. Where the trace has jobs, the
 * observer's own among them, it is known where between those their wait was: the others' is put to
 * the same place.
 */
final class EstimatedPool {

    /** Of the observer's kinds, those of which Node tells no more than begin and end. */
    static final Set<String> KINDS = Set.of("fs", "lookup", "lookupService");

    private static final Set<String> SLOW = Set.of("lookup", "lookupService");

    /** In place of a kind: the observer's own. */
    private static final String OWN = "";

    /** Waking the loop up may take as long. */
    private static final long WAKE_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Of what jobs waited; more beyond the bounds, and there are jobs that nobody sees. */
    private static final double BEYOND_BOUNDS = 0.1;

    /**
     * Of the time that was looked at: less is a thread that was slow to wake up a few times, where
     * jobs hardly wait.
     */
    private static final double BEYOND_TIME = 0.005;

    private static final double MIDDLE = 0.5;

    private final List<Bounded> bounds;
    private final double place;
    private final EstimatedWait.Basis basis;
    private final WaitBounds.Pool pool;

    private EstimatedPool(
            List<Bounded> bounds, double place, EstimatedWait.Basis basis, WaitBounds.Pool pool) {
        this.bounds = bounds;
        this.place = place;
        this.basis = basis;
        this.pool = pool;
    }

    /** Why there is none; null if there is. */
    static @Nullable String reason(Sighting sighting) {
        if (!sighting.script().hooking().isOn()) {
            return "this Node cannot tell of every job, so that what one waited for is not known";
        }
        if (sighting.answers().stream().anyMatch(answer -> !answer.jobs().counted().isEmpty())) {
            return "the jobs were too many to note each of them";
        }
        return sighting.target().threads() == null ? "the size of the pool is not known" : null;
    }

    /** Empty where there is a {@link #reason}. */
    static Optional<EstimatedPool> of(Sighting sighting, List<TracedPool.Start> starts) {
        Integer threads = sighting.target().threads();
        if (reason(sighting) != null || threads == null) {
            return Optional.empty();
        }
        List<Submitted> jobs = jobs(sighting);
        Returns returns = new Returns(sighting);
        WaitBounds.Pool pool = pool(sighting, threads);
        List<Bounded> bounds = WaitBounds.of(jobs, pool, returns::longest);
        Traced traced = Traced.of(bounds, starts, sighting.script().installation().originNanos());
        if (pool.areAllSeen()
                && traced.beyondNanos > BEYOND_BOUNDS * traced.waitNanos
                && traced.beyondNanos > BEYOND_TIME * sighting.span().nanos()) {
            pool = new WaitBounds.Pool(threads, pool.seenFromNanos(), false);
            bounds = WaitBounds.of(jobs, pool, returns::longest);
            traced = Traced.of(bounds, starts, sighting.script().installation().originNanos());
        }
        return Optional.of(
                new EstimatedPool(
                        bounds,
                        traced.place(),
                        traced.count > 0
                                ? EstimatedWait.Basis.TRACED_JOBS
                                : EstimatedWait.Basis.MIDDLE,
                        pool));
    }

    private static List<Submitted> jobs(Sighting sighting) {
        List<Submitted> jobs = new ArrayList<>();
        for (Answer answer : sighting.answers()) {
            for (Answer.Job job : answer.jobs().records()) {
                jobs.add(
                        new Submitted(
                                job.kind(),
                                SLOW.contains(job.kind()),
                                job.submittedNanos(),
                                job.calledNanos()));
            }
            for (Answer.SentinelResponse own : answer.sentinel().responses()) {
                long from = own.submission().fromNanos();
                jobs.add(new Submitted(OWN, false, from, from + own.responseNanos()));
            }
        }
        if (!sighting.answers().isEmpty()) {
            Answer last = sighting.answers().get(sighting.answers().size() - 1);
            for (Answer.JobsUnderWay kind : last.jobs().underWay()) {
                Submitted one =
                        new Submitted(
                                kind.kind(),
                                SLOW.contains(kind.kind()),
                                kind.oldestNanos(),
                                WaitBounds.NEVER);
                jobs.addAll(Collections.nCopies((int) Math.min(kind.count(), 1024), one));
            }
        }
        return jobs;
    }

    /** What was in the queue before the observer came has left it when its first job is back. */
    private static WaitBounds.Pool pool(Sighting sighting, int threads) {
        long seenFrom = sighting.target().launched() ? 0 : WaitBounds.NEVER;
        boolean areAllSeen = true;
        for (Answer answer : sighting.answers()) {
            areAllSeen &= answer.jobs().untimed().isEmpty();
            for (Answer.SentinelResponse own : answer.sentinel().responses()) {
                seenFrom = Math.min(seenFrom, own.submission().fromNanos() + own.responseNanos());
            }
        }
        return new WaitBounds.Pool(threads, seenFrom, areAllSeen);
    }

    /** How long a finished job may have waited for the loop. */
    private static final class Returns {

        private final NavigableMap<Long, Answer.Gap> gaps = new TreeMap<>();
        private final NavigableMap<Long, Long> kept = new TreeMap<>();
        private final long periodNanos;

        Returns(Sighting sighting) {
            Installation installation = sighting.script().installation();
            periodNanos = installation.gapPeriodNanos();
            for (Answer.Gap gap : sighting.script().gaps()) {
                gaps.put(gap.fromNanos() - periodNanos, gap);
            }
            for (HeldStretches.Pulse pulse : sighting.machine().pulses()) {
                Long delayed = pulse.runDelayNanos();
                if (delayed != null) {
                    kept.put(
                            pulse.atNanos() - installation.originNanos(),
                            pulse.activeNanos() + delayed);
                }
            }
        }

        /**
         * The loop came round to its timers each period, but for the gaps; and it was active or
         * without a core.
         */
        long longest(long calledNanos) {
            Map.Entry<Long, Answer.Gap> gap = gaps.floorEntry(calledNanos);
            boolean isBehind =
                    gap != null && calledNanos <= gap.getValue().toNanos() + 2 * periodNanos;
            long turn =
                    isBehind
                            ? calledNanos - gap.getKey()
                            : 2 * periodNanos + HeldStretches.UNSEEN_NANOS;
            Map.Entry<Long, Long> before = kept.floorEntry(calledNanos - turn);
            Map.Entry<Long, Long> after = kept.ceilingEntry(calledNanos);
            return before == null || after == null
                    ? turn
                    : Math.min(turn, after.getValue() - before.getValue() + WAKE_UP_NANOS);
        }
    }

    /** Where the wait of traced jobs was between their bounds. */
    private record Traced(
            int count, double lowNanos, double highNanos, double waitNanos, double beyondNanos) {

        static Traced of(List<Bounded> bounds, List<TracedPool.Start> starts, long originNanos) {
            NavigableMap<Long, Bounded> bySubmission = new TreeMap<>();
            for (Bounded bound : bounds) {
                if (!KINDS.contains(bound.job().kind())) {
                    bySubmission.put(bound.job().submittedNanos(), bound);
                }
            }
            int count = 0;
            double low = 0;
            double high = 0;
            double wait = 0;
            double beyond = 0;
            for (TracedPool.Start start : starts) {
                long submitted = start.submittedNanos() - originNanos;
                Map.Entry<Long, Bounded> near =
                        bySubmission.floorEntry(submitted + JobKinds.STEP_NANOS);
                if (near == null || submitted - near.getKey() > JobKinds.FARTHEST_NANOS) {
                    continue;
                }
                Bounded bound = near.getValue();
                long started = start.startedNanos() - originNanos;
                count++;
                low += Math.max(0, Math.min(started, bound.latestNanos()) - bound.earliestNanos());
                high += bound.widthNanos();
                wait += Math.max(0, started - bound.job().submittedNanos());
                beyond += Math.max(0, started - bound.latestNanos() - JobKinds.FARTHEST_NANOS);
            }
            return new Traced(count, low, high, wait, beyond);
        }

        double place() {
            return count == 0 || highNanos <= 0
                    ? MIDDLE
                    : Math.max(0, Math.min(1, lowNanos / highNanos));
        }
    }

    /** Null where there was no job of the kind. */
    @Nullable EstimatedWait wait(String kind) {
        LatencyRecorder values = new LatencyRecorder();
        long lower = 0;
        long upper = 0;
        for (Bounded bound : bounds) {
            if (bound.job().kind().equals(kind)) {
                long submitted = bound.job().submittedNanos();
                values.record(started(bound) - submitted);
                lower += bound.earliestNanos() - submitted;
                upper += bound.latestNanos() - submitted;
            }
        }
        return values.isEmpty()
                ? null
                : new EstimatedWait(
                        Histograms.of(values),
                        lower,
                        upper,
                        SLOW.contains(kind) ? EstimatedWait.Basis.MIDDLE : basis);
    }

    /** No job that is traced waits for the lane of slow I/O. */
    private long started(Bounded bound) {
        return bound.between(bound.job().isSlow() ? MIDDLE : place);
    }

    private record Change(long atNanos, Submitted job, int waiting, int running) {}

    /**
     * Who was on the threads while they waited. What the threads did of which nobody tells is
     * {@link Pool.Waiter#UNSEEN}.
     */
    List<Pool.Waiter> waiters() {
        List<Change> changes = new ArrayList<>();
        for (Bounded bound : bounds) {
            long started = started(bound);
            changes.add(new Change(bound.job().submittedNanos(), bound.job(), 1, 0));
            changes.add(new Change(started, bound.job(), -1, 1));
            changes.add(new Change(Math.max(started, bound.finishedNanos()), bound.job(), 0, -1));
        }
        changes.sort(Comparator.comparingLong(Change::atNanos));
        Map<String, Integer> waiting = new TreeMap<>();
        Map<String, Integer> running = new TreeMap<>();
        Map<String, Map<String, Double>> charges = new TreeMap<>();
        long now = changes.isEmpty() ? 0 : changes.get(0).atNanos;
        for (Change change : changes) {
            charge(waiting, running, now, change.atNanos - now, charges);
            now = change.atNanos;
            String kind = change.job.kind();
            if (!kind.equals(OWN)) {
                waiting.merge(kind, change.waiting, Integer::sum);
                running.merge(kind, change.running, Integer::sum);
            }
        }
        List<Pool.Waiter> waiters = new ArrayList<>();
        charges.forEach(
                (victim, row) ->
                        row.forEach(
                                (culprit, nanos) -> {
                                    if (Math.round(nanos) > 0) {
                                        waiters.add(
                                                new Pool.Waiter(
                                                        JobKinds.name(victim),
                                                        JobKinds.name(culprit),
                                                        Math.round(nanos),
                                                        true));
                                    }
                                }));
        return List.copyOf(waiters);
    }

    private void charge(
            Map<String, Integer> waiting,
            Map<String, Integer> running,
            long fromNanos,
            long nanos,
            Map<String, Map<String, Double>> charges) {
        if (nanos <= 0) {
            return;
        }
        boolean isSeen = pool.areAllSeen() && fromNanos >= pool.seenFromNanos();
        waiting.forEach(
                (victim, count) -> {
                    if (count > 0 && KINDS.contains(victim)) {
                        Map<String, Double> row =
                                charges.computeIfAbsent(victim, added -> new TreeMap<>());
                        double waited = (double) nanos * count;
                        if (SLOW.contains(victim) && isSeen && isThreadFree(running)) {
                            chargeLane(row, victim, running, waited);
                        } else {
                            charge(row, SLOW.contains(victim), running, waited);
                        }
                    }
                });
    }

    private boolean isThreadFree(Map<String, Integer> running) {
        return running.values().stream().mapToInt(Integer::intValue).sum() < pool.threads();
    }

    /**
     * What waits beside a free thread waits for its lane, and that is held by slow I/O alone: by
     * what may not have come back to the end, or began earlier than it is put to, where none is
     * said to run.
     */
    private static void chargeLane(
            Map<String, Double> row, String victim, Map<String, Integer> running, double nanos) {
        int slow = slow(running);
        if (slow == 0) {
            row.merge(victim, nanos, Double::sum);
            return;
        }
        running.forEach(
                (culprit, count) -> {
                    if (count > 0 && SLOW.contains(culprit)) {
                        row.merge(culprit, nanos * count / slow, Double::sum);
                    }
                });
    }

    private static int slow(Map<String, Integer> running) {
        return SLOW.stream().mapToInt(kind -> running.getOrDefault(kind, 0)).sum();
    }

    /** Slow I/O waits for its own lane where that is full. */
    private void charge(
            Map<String, Double> row, boolean isSlow, Map<String, Integer> running, double nanos) {
        int slow = slow(running);
        int all = running.values().stream().mapToInt(Integer::intValue).sum();
        boolean isLane = isSlow && slow >= pool.slowThreads();
        int held = isLane ? slow : Math.max(pool.threads(), all);
        running.forEach(
                (culprit, count) -> {
                    if (count > 0 && (!isLane || SLOW.contains(culprit))) {
                        row.merge(culprit, nanos * count / held, Double::sum);
                    }
                });
        if (!isLane && all < held) {
            row.merge(Pool.Waiter.UNSEEN, nanos * (held - all) / held, Double::sum);
        }
    }
}
