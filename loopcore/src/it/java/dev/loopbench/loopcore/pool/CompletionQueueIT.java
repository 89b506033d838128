package dev.loopbench.loopcore.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CompletionQueueIT {

    private static final int PRODUCERS = 4;
    private static final int EACH = 50_000;

    private final AtomicInteger wakeupCount = new AtomicInteger();
    private final Semaphore wakeups = new Semaphore(0);
    private final CompletionQueue queue =
            new CompletionQueue(
                    () -> {
                        wakeupCount.incrementAndGet();
                        wakeups.release();
                    });

    @Test
    @Rule("P10")
    void nothing_is_lost_and_each_producer_keeps_its_order() throws InterruptedException {
        List<Thread> producers = new ArrayList<>();
        WorkerThreads factory = new WorkerThreads();
        for (int producer = 0; producer < PRODUCERS; producer++) {
            String kind = "producer " + producer;
            producers.add(factory.newThread(() -> produce(kind)));
        }
        producers.forEach(Thread::start);

        int[] next = new int[PRODUCERS];
        int received = 0;
        int drains = 0;
        while (received < PRODUCERS * EACH) {
            wakeups.acquire();
            drains++;
            List<PoolRequest<?>> batch = new ArrayList<>();
            queue.drain(batch::add);
            for (PoolRequest<?> request : batch) {
                int producer = Integer.parseInt(request.kind().substring("producer ".length()));
                assertThat(request.submittedNanos()).isEqualTo(next[producer]);
                next[producer]++;
            }
            received += batch.size();
        }

        assertThat(next).containsOnly(EACH);
        for (Thread producer : producers) {
            producer.join();
        }
        assertThat(wakeupCount.get()).as("one wake-up for one drain").isEqualTo(drains);
    }

    private void produce(String kind) {
        for (int i = 0; i < EACH; i++) {
            PoolRequest<String> request = new PoolRequest<>(Lane.CPU, kind, () -> "", null);
            request.submittedNanos = i;
            queue.push(request);
        }
    }
}
