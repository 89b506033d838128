package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.pool.PoolSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongUnaryOperator;

/**
 * Between which instants a thread of the pool took each job, by what is known of all of them: when
 * it was submitted and when its callback ran. Immutable; nanoseconds.
 *
 * <p>The pool is first in, first out. A job has been taken once fewer jobs than there are threads
 * are unfinished of those that came before it, and not while as many as there are threads are. A
 * job was finished when its callback ran, and had not been when the loop last looked before that.
 * Jobs of slow I/O hold half of the threads at most and wait for one another; meanwhile others
 * overtake them.
 */
final class WaitBounds {

    /** In place of an instant: it is not back. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * @param isSlow whether it is slow I/O
     * @param calledNanos {@link #NEVER} if it was under way to the end
     */
    record Submitted(String kind, boolean isSlow, long submittedNanos, long calledNanos) {}

    /**
     * @param earliestNanos it was not taken before
     * @param latestNanos it was taken by then
     * @param finishedNanos the middle of the time in which it was finished
     */
    record Bounded(Submitted job, long earliestNanos, long latestNanos, long finishedNanos) {

        long widthNanos() {
            return latestNanos - earliestNanos;
        }

        long between(double place) {
            return earliestNanos + Math.round(place * widthNanos());
        }
    }

    /**
     * What is known of the pool beside its jobs.
     *
     * @param seenFromNanos jobs that came before may have waited for some that were not seen
     * @param areAllSeen whether no other job used the pool
     */
    record Pool(int threads, long seenFromNanos, boolean areAllSeen) {

        int slowThreads() {
            return PoolSize.slowThreads(threads);
        }
    }

    private WaitBounds() {}

    /**
     * @param jobs in any order
     * @param longestReturn by the instant of a callback, how long before it the job may have been
     *     finished
     * @return in the order of submission; without those that are not back
     */
    static List<Bounded> of(List<Submitted> jobs, Pool pool, LongUnaryOperator longestReturn) {
        List<Submitted> inOrder = new ArrayList<>(jobs);
        inOrder.sort(Comparator.comparingLong(Submitted::submittedNanos));
        Latest slowSurely = new Latest(pool.slowThreads());
        Latest othersSurely = new Latest(pool.threads);
        Latest slow = new Latest(pool.slowThreads());
        Latest others = new Latest(pool.threads);
        List<Bounded> bounds = new ArrayList<>();
        for (Submitted job : inOrder) {
            long called = job.calledNanos;
            if (called != NEVER) {
                long from = job.submittedNanos;
                long earliest =
                        Math.min(called, (job.isSlow ? slowSurely : othersSurely).free(from));
                long latest = Math.min(called, others.freeBeside(slow, from));
                if (job.isSlow && Math.max(latest, slow.free(from)) > from) {
                    latest = called; // what comes meanwhile may overtake it, who knows how often
                }
                if (!pool.areAllSeen) {
                    latest = called;
                } else if (from < pool.seenFromNanos) {
                    latest = Math.min(called, Math.max(latest, pool.seenFromNanos));
                }
                long back = Math.max(0, longestReturn.applyAsLong(called));
                long unfinished = Math.max(earliest, called - back);
                long middle = unfinished + (called - unfinished) / 2;
                bounds.add(new Bounded(job, earliest, Math.max(earliest, latest), middle));
                (job.isSlow ? slowSurely : othersSurely).add(unfinished);
            }
            (job.isSlow ? slow : others).add(called);
        }
        return Collections.unmodifiableList(bounds);
    }

    /** Of the instants by which earlier jobs are finished, as many of the last as matter. */
    private static final class Latest {

        private final int threads;
        private final PriorityQueue<Long> instants = new PriorityQueue<>();

        Latest(int threads) {
            this.threads = threads;
        }

        void add(long untilNanos) {
            instants.add(untilNanos);
            if (instants.size() > threads) {
                instants.remove();
            }
        }

        /** When fewer than there are threads for these are left. */
        long free(long from) {
            return instants.size() < threads ? from : Math.max(from, instants.element());
        }

        /** The same where those of slow I/O hold threads of these, too. */
        long freeBeside(Latest slow, long from) {
            List<Long> later = new ArrayList<>();
            slow.instants.stream().filter(until -> until > from).forEach(later::add);
            instants.stream().filter(until -> until > from).forEach(later::add);
            if (later.size() < threads) {
                return from;
            }
            later.sort(Comparator.reverseOrder());
            return later.get(threads - 1);
        }
    }
}
