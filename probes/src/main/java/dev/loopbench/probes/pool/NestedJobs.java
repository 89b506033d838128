package dev.loopbench.probes.pool;

import dev.loopbench.loopcore.pool.PoolObserver.Change;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.probes.result.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Jobs that wait on their workers for other jobs of the pool. Not thread-safe: guarded by its
 * {@link DepthProbe}.
 */
final class NestedJobs {

    /** Of one kind that waits. */
    private static final class Waiting {

        private final String waitsFor;
        private long threads;
        private long queued;

        Waiting(String waitsFor) {
            this.waitsFor = waitsFor;
        }
    }

    private final Map<String, Waiting> kinds = new LinkedHashMap<>();
    private List<Pool.Nested> atEnd = List.of();
    private boolean ended;

    /** A window begins; what waits goes on. */
    void open() {
        ended = false;
    }

    void apply(Change change, PoolRequest<?> request) {
        PoolRequest<?> parent = request.parent();
        if (change == Change.CANCELLED) {
            end(); // an interrupt empties the queue first, and then the window closes
        }
        if (parent != null) {
            nested(change, request, parent);
        }
        if (change == Change.FINISHED && !request.awaited().isEmpty()) {
            Waiting waiting = kinds.get(request.kind());
            if (waiting != null) {
                waiting.threads--;
            }
        }
    }

    private void nested(Change change, PoolRequest<?> request, PoolRequest<?> parent) {
        Waiting waiting = kinds.computeIfAbsent(parent.kind(), kind -> new Waiting(request.kind()));
        switch (change) {
            case QUEUED -> {
                waiting.queued++;
                if (request.equals(parent.awaited().get(0))) {
                    waiting.threads++; // its work is done: from now on it waits
                }
            }
            case STARTED, CANCELLED -> waiting.queued--;
            case FINISHED -> {}
        }
    }

    /** What stands now is the result, unless the run has ended before. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        atEnd =
                kinds.entrySet().stream()
                        .map(
                                kind ->
                                        new Pool.Nested(
                                                kind.getKey(),
                                                kind.getValue().waitsFor,
                                                kind.getValue().threads,
                                                kind.getValue().queued))
                        .toList();
    }

    List<Pool.Nested> atEnd() {
        return atEnd;
    }
}
