package dev.loopbench.loopcore.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelayedPoolTest {

    private final VirtualClock clock = VirtualClock.still();
    private final CompletionQueue completions = new CompletionQueue(() -> {});
    private final List<Long> calledBackAt = new ArrayList<>();

    @Test
    void work_takes_longer_by_a_share_of_what_it_took() {
        PoolRequest<String> request = submitted(new JobDelay(0.1, 0));

        request.run();

        assertThat(clock.nanoTime()).isEqualTo(1_100);
        assertThat(request.outcome()).isEqualTo(Outcome.OK);
        assertThat(request.result()).isEqualTo("done");
    }

    @Test
    void a_callback_begins_to_run_later() {
        PoolRequest<String> request = submitted(new JobDelay(0, 50));
        request.run();
        assertThat(clock.nanoTime()).isEqualTo(1_000);

        request.complete();

        assertThat(calledBackAt).containsExactly(1_050L);
    }

    @Test
    void a_queued_request_can_be_cancelled() {
        FakePool pool = new FakePool(clock, 0, 0);
        DelayedPool delayed = new DelayedPool(pool, clock, new JobDelay(0.1, 0));
        PoolRequest<String> request = request();
        delayed.submit(request, completions);

        assertThat(delayed.cancel(request)).isTrue();
        assertThat(request.outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void nothing_is_made_faster() {
        assertThatIllegalArgumentException().isThrownBy(() -> new JobDelay(-0.1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new JobDelay(Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new JobDelay(0, -1));
    }

    /** To a pool without workers: the test is the worker. */
    private PoolRequest<String> submitted(JobDelay delay) {
        PoolRequest<String> request = request();
        new DelayedPool(new FakePool(clock, 0, 0), clock, delay).submit(request, completions);
        return request;
    }

    private PoolRequest<String> request() {
        return new PoolRequest<>(
                Lane.CPU,
                "job",
                () -> {
                    clock.charge(1_000);
                    return "done";
                },
                done -> calledBackAt.add(clock.nanoTime()));
    }
}
