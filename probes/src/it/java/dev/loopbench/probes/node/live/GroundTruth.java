package dev.loopbench.probes.node.live;

import dev.loopbench.probes.result.Job;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What really happened to the jobs of a Node's pool, as a library within the process stamped it:
 * see {@code pool-truth.c}. Immutable.
 */
final class GroundTruth {

    private static final String SOURCE = "pool-truth.c";
    private static final int RECORD_BYTES = 64;

    /** A thread may be stopped between an event of Node's and the stamp beside it. */
    private static final long NEAR_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<Truth> all;

    private GroundTruth(List<Truth> all) {
        this.all = List.copyOf(all);
    }

    /** One job, by the system's monotonic clock. Not one that was under way at the end. */
    record Truth(
            long submittedNanos,
            long startedNanos,
            long finishedNanos,
            long completedNanos,
            long worker) {

        private long distanceNanos(Job job, long originNanos) {
            return Math.abs(submittedNanos - originNanos - job.submittedNanos())
                    + Math.abs(completedNanos - originNanos - completed(job));
        }

        private long overlapNanos(Job job, long originNanos) {
            return Math.min(finishedNanos, finished(job) + originNanos)
                    - Math.max(startedNanos, started(job) + originNanos);
        }
    }

    /** How far a report's jobs are from the truth. */
    record Deviation(
            int jobs, int mispaired, Errors waiting, Errors service, Errors back, long negative) {}

    /** Of one leg, without regard to its sign. */
    record Errors(long medianNanos, long p99Nanos) {

        private static Errors of(List<Long> errors) {
            List<Long> sorted = errors.stream().map(Math::abs).sorted().toList();
            int last = sorted.size() - 1;
            return sorted.isEmpty()
                    ? new Errors(0, 0)
                    : new Errors(sorted.get(last / 2), sorted.get(last * 99 / 100));
        }
    }

    /** Makes the library; skips the test that asks where that cannot be done. */
    static Path library(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve(SOURCE);
        Path library = folder.resolve("pool-truth.so");
        try (InputStream text = GroundTruth.class.getResourceAsStream(SOURCE)) {
            Files.copy(Objects.requireNonNull(text), source);
        }
        Assumptions.assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "cc"))),
                "no C compiler (cc) on the PATH, which makes what stamps the truth");
        Process compiler =
                new ProcessBuilder(
                                "cc",
                                "-O2",
                                "-shared",
                                "-fPIC",
                                "-pthread",
                                "-o",
                                library.toString(),
                                source.toString())
                        .inheritIO()
                        .start();
        if (compiler.waitFor() != 0) {
            throw new IOException("the compiler refuses " + SOURCE);
        }
        return library;
    }

    /** Reads what the library has written into a file so far. */
    static GroundTruth read(Path file) throws IOException {
        List<Truth> truths = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = records(channel, 0, 1);
            int count = Math.toIntExact(head.getLong(0));
            ByteBuffer records = records(channel, 1, count);
            for (int at = 0; at < records.capacity(); at += RECORD_BYTES) {
                Truth truth =
                        new Truth(
                                records.getLong(at),
                                records.getLong(at + 8),
                                records.getLong(at + 16),
                                records.getLong(at + 24),
                                records.getLong(at + 32));
                if (truth.completedNanos > 0) {
                    truths.add(truth);
                }
            }
        }
        truths.sort(Comparator.comparingLong(Truth::submittedNanos));
        return new GroundTruth(truths);
    }

    private static ByteBuffer records(FileChannel channel, long first, int count)
            throws IOException {
        return channel.map(
                        FileChannel.MapMode.READ_ONLY,
                        first * RECORD_BYTES,
                        (long) count * RECORD_BYTES)
                .order(ByteOrder.nativeOrder());
    }

    int jobs() {
        return all.size();
    }

    /**
     * Holds a report's jobs against the truth. A job is paired wrongly where what its worker did is
     * not what its loop asked for.
     *
     * @param originNanos from which the jobs' instants count
     */
    Deviation deviation(List<Job> jobs, long originNanos) {
        Map<Job, Truth> asked = asked(jobs, originNanos);
        Map<Integer, Long> workers = workers(jobs, originNanos);
        List<Long> waiting = new ArrayList<>();
        List<Long> service = new ArrayList<>();
        List<Long> back = new ArrayList<>();
        int mispaired = 0;
        long negative = 0;
        for (Job job : jobs) {
            Truth truth = asked.get(job);
            if (truth == null || !truth.equals(done(job, workers, originNanos))) {
                mispaired++;
            }
            if (truth != null) {
                waiting.add(
                        started(job)
                                - job.submittedNanos()
                                - (truth.startedNanos - truth.submittedNanos));
                service.add(
                        finished(job) - started(job) - (truth.finishedNanos - truth.startedNanos));
                back.add(
                        completed(job)
                                - finished(job)
                                - (truth.completedNanos - truth.finishedNanos));
            }
            boolean ordered =
                    job.submittedNanos() <= started(job)
                            && started(job) <= finished(job)
                            && finished(job) <= completed(job);
            negative += ordered ? 0 : 1;
        }
        return new Deviation(
                jobs.size(),
                mispaired,
                Errors.of(waiting),
                Errors.of(service),
                Errors.of(back),
                negative);
    }

    /** What the loop asked for, one to one, the nearest first. */
    private Map<Job, Truth> asked(List<Job> jobs, long originNanos) {
        record Near(Job job, Truth truth, long nanos) {}
        List<Near> near = new ArrayList<>();
        for (Job job : jobs) {
            for (Truth truth : all) {
                long nanos = truth.distanceNanos(job, originNanos);
                if (nanos < NEAR_NANOS) {
                    near.add(new Near(job, truth, nanos));
                }
            }
        }
        near.sort(Comparator.comparingLong(Near::nanos));
        Map<Job, Truth> asked = new HashMap<>();
        Set<Truth> taken = new HashSet<>();
        for (Near pair : near) {
            if (!asked.containsKey(pair.job) && taken.add(pair.truth)) {
                asked.put(pair.job, pair.truth);
            }
        }
        return asked;
    }

    /**
     * By the report's number of a worker its thread: the one that was at work at the same times.
     */
    private Map<Integer, Long> workers(List<Job> jobs, long originNanos) {
        Map<Integer, Map<Long, Long>> common = new HashMap<>();
        for (Job job : jobs) {
            for (Truth truth : all) {
                long overlapNanos = truth.overlapNanos(job, originNanos);
                if (overlapNanos > 0) {
                    common.computeIfAbsent(job.worker(), worker -> new HashMap<>())
                            .merge(truth.worker, overlapNanos, Long::sum);
                }
            }
        }
        Map<Integer, Long> workers = new HashMap<>();
        common.forEach(
                (worker, threads) ->
                        workers.put(
                                worker,
                                threads.entrySet().stream()
                                        .max(Map.Entry.comparingByValue())
                                        .orElseThrow()
                                        .getKey()));
        return workers;
    }

    /** What its worker was at. */
    private Truth done(Job job, Map<Integer, Long> workers, long originNanos) {
        ToLongFunction<Truth> overlap = truth -> truth.overlapNanos(job, originNanos);
        return all.stream()
                .filter(truth -> Objects.equals(truth.worker, workers.get(job.worker())))
                .max(Comparator.comparingLong(overlap))
                .orElseThrow();
    }

    private static long started(Job job) {
        return Objects.requireNonNull(job.startedNanos());
    }

    private static long finished(Job job) {
        return Objects.requireNonNull(job.finishedNanos());
    }

    private static long completed(Job job) {
        return Objects.requireNonNull(job.completedNanos());
    }
}
