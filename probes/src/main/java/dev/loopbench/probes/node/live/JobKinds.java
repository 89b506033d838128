package dev.loopbench.probes.node.live;

import dev.loopbench.probes.node.script.Answer;
import dev.loopbench.probes.node.script.Installation;
import dev.loopbench.probes.node.trace.PoolJob.Request;
import dev.loopbench.probes.node.trace.TracedPool;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Tells from what the observer saw which job an event of the trace is about: Node's events call all
 * that is cryptographic the same. Confined to its caller, and to one reading of the events.
 *
 * <p>The observer sees a job of the main thread when it is made, right before the event of its
 * submission, on the same clock. Of its own it knows between which instants they were submitted.
 */
final class JobKinds implements TracedPool.Kinds {

    /** By the observer's name of a kind, what people call it. */
    private static final Map<String, String> NAMES =
            Map.of("lookup", "dns.lookup", "lookupService", "dns.lookupService");

    /** By Node's word in events, of those that are one kind of the observer's. */
    private static final Map<String, String> WORDS =
            Map.of("zlib", "zlib", "blob", "blob", "fs.readfile", "fs");

    private static final String CRYPTO = "crypto";

    /** Kinds of the observer's that are no {@link #CRYPTO}. */
    private static final Set<String> OTHERS =
            Set.of("fs", "lookup", "lookupService", "zlib", "blob");

    /** Between a job's making and the event; more is another job's. */
    static final long FARTHEST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** Events are stamped with whole microseconds, which cuts off the rest. */
    static final long STEP_NANOS = 1_000;

    private final long mainThread;
    private final NavigableMap<Long, String> submitted = new TreeMap<>();

    /** By their beginning, the ends of the calls in which the observer submitted its own. */
    private final NavigableMap<Long, Long> own = new TreeMap<>();

    private final Set<String> kinds = new HashSet<>();
    private final boolean allSeen;

    JobKinds(Installation installation, List<Answer> answers) {
        mainThread = installation.process().pid();
        allSeen = answers.stream().allMatch(answer -> answer.instrument().hooking().isOn());
        for (Answer answer : answers) {
            for (Answer.Job job : answer.jobs().records()) {
                if (!OTHERS.contains(job.kind())) {
                    submitted.put(installation.hrtimeNanos(job.submittedNanos()), name(job.kind()));
                    kinds.add(name(job.kind()));
                }
            }
            Stream.concat(
                            answer.jobs().counted().stream().map(Answer.CountedJobs::kind),
                            answer.jobs().underWay().stream().map(Answer.JobsUnderWay::kind))
                    .filter(kind -> !OTHERS.contains(kind))
                    .forEach(kind -> kinds.add(name(kind)));
            Answer.Sentinel sentinel = answer.sentinel();
            Stream.concat(
                            sentinel.responses().stream().map(Answer.SentinelResponse::submission),
                            Stream.ofNullable(sentinel.underWay()))
                    .forEach(
                            call ->
                                    own.put(
                                            installation.hrtimeNanos(call.fromNanos()),
                                            installation.hrtimeNanos(call.toNanos())));
        }
    }

    /** What people call a kind of the observer's. */
    static String name(String kind) {
        return NAMES.getOrDefault(kind, kind);
    }

    @Override
    public Optional<String> of(Request request) {
        String word = request.kind();
        if (!word.equals(CRYPTO)) {
            return Optional.of(WORDS.getOrDefault(word, word));
        }
        if (request.loopId() != mainThread) {
            return Optional.of(CRYPTO); // the observer sees nothing of other threads
        }
        long nanos = request.submittedNanos();
        if (isOwn(nanos)) {
            return Optional.empty();
        }
        Map.Entry<Long, String> nearest = submitted.floorEntry(nanos + STEP_NANOS);
        if (nearest != null && nanos - nearest.getKey() <= FARTHEST_NANOS) {
            return Optional.of(nearest.getValue());
        }
        return Optional.of(allSeen && kinds.size() == 1 ? kinds.iterator().next() : CRYPTO);
    }

    /** While the observer's call runs nothing else is submitted by its thread. */
    private boolean isOwn(long submittedNanos) {
        Map.Entry<Long, Long> call = own.floorEntry(submittedNanos + STEP_NANOS);
        return call != null && submittedNanos <= call.getValue();
    }
}
