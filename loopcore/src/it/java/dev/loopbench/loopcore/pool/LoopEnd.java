package dev.loopbench.loopcore.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** The loop's end of a pool: the thread that awaits completions stands for the loop thread. */
final class LoopEnd {

    private final Semaphore wakeups = new Semaphore(0);
    final CompletionQueue completions = new CompletionQueue(wakeups::release);
    final List<PoolRequest<?>> completed = new ArrayList<>();

    /** Waits until so many requests have come back since the beginning. */
    void await(int count) throws InterruptedException {
        while (completed.size() < count) {
            wakeups.acquire();
            completions.drain(
                    request -> {
                        completed.add(request);
                        request.complete();
                    });
        }
    }
}
