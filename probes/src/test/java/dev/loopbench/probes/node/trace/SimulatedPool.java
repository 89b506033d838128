package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.node.trace.TraceEvent.Category;
import dev.loopbench.probes.node.trace.TraceEvent.Mark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A pool of Node in virtual time: a queue, workers that are sometimes stopped between taking a job
 * and saying so, and loops that run callbacks in the order in which jobs ended. Drawn from a seed.
 */
final class SimulatedPool {

    /** What really happened to a job, by the clock of the trace: whole microseconds. */
    record Job(
            String kind,
            long id,
            long loopId,
            long workerId,
            long submittedNanos,
            long startedNanos,
            long finishedNanos,
            long completedNanos) {}

    private static final double LEAST_GAP_MICROS = 20;

    private static final List<String> KINDS = List.of("crypto", "zlib", "blob");

    private final long seed;
    private final Random random;
    private final int threads;
    private final int loops;
    private final int kinds;
    private final double serviceMicros;
    private final double load;
    private final boolean blocking;
    private final List<Job> jobs = new ArrayList<>();
    private long endNanos;

    SimulatedPool(long seed) {
        this.seed = seed;
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        threads = 1 + random.nextInt(16);
        loops = 1 + random.nextInt(2);
        kinds = 1 + random.nextInt(KINDS.size());
        serviceMicros = List.of(5.0, 50.0, 500.0, 5_000.0).get(random.nextInt(4));
        load = 0.1 + 1.0 * random.nextDouble();
        blocking = random.nextInt(3) == 0;
    }

    private record Asked(
            String kind, long id, long loopId, double atMicros, double serviceMicros) {}

    private record Worker(long id, double freeMicros) {}

    SimulatedPool run() {
        int count = 1_500;
        // A loop takes some time to hand a job over, too.
        double gap = Math.max(LEAST_GAP_MICROS, serviceMicros / threads / load);
        Deque<Asked> queue = new ArrayDeque<>();
        double now = 1_000;
        for (int i = 0; i < count; i++) {
            // Some come in bursts.
            now += random.nextInt(4) == 0 ? 3 + random.nextInt(10) : gap * exponential() * 4 / 3;
            queue.add(
                    new Asked(
                            KINDS.get(random.nextInt(kinds)),
                            1 + i,
                            100 + random.nextInt(loops),
                            now,
                            Math.max(1, serviceMicros * exponential())));
        }
        PriorityQueue<Worker> workers =
                new PriorityQueue<>(Comparator.comparingDouble(Worker::freeMicros));
        for (int worker = 0; worker < threads; worker++) {
            workers.add(new Worker(200 + worker, 0));
        }
        List<double[]> spans = new ArrayList<>();
        List<Asked> asked = new ArrayList<>(queue);
        double taken = 0;
        for (Asked next : asked) {
            Worker worker = workers.remove();
            double woken = next.atMicros + 5 + random.nextInt(20);
            // One after the other: whoever wakes up first takes what came first.
            taken = Math.max(taken, Math.max(worker.freeMicros + 1, woken));
            // Now and then it is stopped before it says so.
            double started =
                    taken
                            + random.nextDouble()
                            + (random.nextInt(200) == 0 ? 300 * exponential() : 0);
            double finished = started + next.serviceMicros;
            double handedOver =
                    finished
                            + random.nextDouble()
                            + (random.nextInt(300) == 0 ? 500 * exponential() : 0);
            workers.add(new Worker(worker.id, handedOver));
            spans.add(new double[] {worker.id, started, finished, handedOver});
        }
        callbacks(asked, spans);
        return this;
    }

    /** Each loop takes what is there, in order; some of its callbacks take long. */
    private void callbacks(List<Asked> asked, List<double[]> spans) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> spans.get(i)[3]));
        double[] free = new double[loops];
        for (int i : order) {
            Asked job = asked.get(i);
            double[] span = spans.get(i);
            int loop = (int) (job.loopId - 100);
            double completed = Math.max(span[3] + 10 + random.nextInt(20), free[loop]);
            boolean held = blocking && random.nextInt(100) == 0;
            free[loop] = completed + 1 + random.nextInt(5) + (held ? 20 * serviceMicros : 0);
            jobs.add(
                    new Job(
                            job.kind,
                            job.id,
                            job.loopId,
                            (long) span[0],
                            nanos(job.atMicros),
                            nanos(span[1]),
                            nanos(span[2]),
                            nanos(completed)));
            endNanos = Math.max(endNanos, nanos(completed));
        }
    }

    private static long nanos(double micros) {
        return (long) (micros * 1000);
    }

    private double exponential() {
        return -Math.log(1 - random.nextDouble());
    }

    List<Job> jobs() {
        return jobs;
    }

    /** An instant, as a share of all. */
    long atNanos(double share) {
        return Math.round(share * endNanos);
    }

    /** By time, as a recording between two instants has them. */
    List<TraceEvent> eventsWithin(double from, double to) {
        List<TraceEvent> events = new ArrayList<>();
        for (Job job : jobs) {
            events.add(event(Mark.SUBMITTED, job, job.loopId, job.id, job.submittedNanos));
            events.add(event(Mark.STARTED, job, job.workerId, 0, job.startedNanos));
            events.add(event(Mark.FINISHED, job, job.workerId, 0, job.finishedNanos));
            events.add(event(Mark.COMPLETED, job, job.loopId, job.id, job.completedNanos));
        }
        events.removeIf(event -> event.atNanos() < atNanos(from) || event.atNanos() > atNanos(to));
        events.sort(Comparator.comparingLong(TraceEvent::atNanos));
        return events;
    }

    private static TraceEvent event(Mark mark, Job job, long threadId, long workId, long atNanos) {
        return new TraceEvent(Category.POOL_WORK, mark, job.kind, threadId, workId, atNanos, 0, 0);
    }

    @Override
    public String toString() {
        return "seed %d: %d threads, %d loops, %d kinds, %.0f us, load %.2f, blocking %s"
                .formatted(seed, threads, loops, kinds, serviceMicros, load, blocking);
    }
}
