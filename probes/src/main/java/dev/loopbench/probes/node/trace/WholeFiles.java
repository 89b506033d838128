package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.node.trace.PoolJob.Request;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * From Node 26 on {@code fs.readFile} is one job of the pool, as {@code fs.writeFile} is, and a
 * trace has it twice: as that job, and as a call {@code read} of {@code fs} about it, which begins
 * right before and ends right after it. Stateless.
 */
final class WholeFiles {

    /** By the job's name, that of the call. */
    private static final Map<String, String> CALLS =
            Map.of("fs.readfile", "read", "fs.writefile", "write");

    private record Caller(long loopId, String call) {}

    private WholeFiles() {}

    /** The calls that are not about a job. */
    static List<Request> without(List<PoolJob> jobs, List<Request> calls) {
        List<Request> files =
                jobs.stream()
                        .map(PoolJob::request)
                        .filter(Objects::nonNull)
                        .filter(request -> CALLS.containsKey(request.kind()))
                        .sorted(Comparator.comparingLong(Request::submittedNanos))
                        .toList();
        if (files.isEmpty()) {
            return calls;
        }
        Map<Caller, NavigableMap<Long, Request>> byCaller = new HashMap<>();
        for (Request call : calls) {
            byCaller.computeIfAbsent(
                            new Caller(call.loopId(), call.kind()), caller -> new TreeMap<>())
                    .put(call.submittedNanos(), call);
        }
        Set<Request> about = new HashSet<>();
        for (Request file : files) {
            Caller caller = new Caller(file.loopId(), CALLS.getOrDefault(file.kind(), ""));
            NavigableMap<Long, Request> own = byCaller.getOrDefault(caller, new TreeMap<>());
            Map.Entry<Long, Request> nearest = own.floorEntry(file.submittedNanos());
            if (nearest != null && nearest.getValue().completedNanos() >= file.completedNanos()) {
                about.add(nearest.getValue());
                own.remove(nearest.getKey());
            }
        }
        return calls.stream().filter(call -> !about.contains(call)).toList();
    }
}
