package dev.loopbench.loopcore.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.clock.CpuClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class PoolRequestTest {

    private final CompletionQueue completions = new CompletionQueue(() -> {});
    private final WorkLanes lanes = new WorkLanes(PoolShape.of(1));

    @Test
    @Rule("P09")
    @SuppressWarnings("NullAway") // what a caller without the check would do
    void a_request_without_work_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PoolRequest<String>(Lane.CPU, "job", null, null))
                .withMessage("a pool request needs work to run");
    }

    @Test
    @Rule("P09")
    void a_request_may_have_no_callback() {
        PoolRequest<String> request = ran(() -> "done");

        request.complete();

        assertThat(request.outcome()).isEqualTo(Outcome.OK);
        assertThat(request.result()).isEqualTo("done");
    }

    @Test
    void work_that_throws_fails_the_request() {
        IOException failure = new IOException("no luck");
        PoolRequest<String> request =
                ran(
                        () -> {
                            throw failure;
                        });

        assertThat(request.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(request.failure()).isSameAs(failure);
        assertThat(request.result()).isNull();
    }

    @Test
    void an_error_in_the_work_fails_the_request_too() {
        PoolRequest<String> request =
                ran(
                        () -> {
                            throw new StackOverflowError();
                        });

        assertThat(request.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(request.failure()).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void a_request_has_no_outcome_before_it_has_completed() {
        PoolRequest<String> request = request(() -> "done");
        assertThatIllegalStateException().isThrownBy(request::outcome);

        lanes.add(request, completions, 0);
        assertThatIllegalStateException().isThrownBy(request::outcome);

        lanes.take(0);
        assertThatIllegalStateException().isThrownBy(request::outcome);
    }

    @Test
    void a_request_that_never_ran_claims_no_worker_and_no_cpu_time() {
        PoolRequest<String> request = request(() -> "done");
        lanes.add(request, completions, 5);
        lanes.cancel(request);

        assertThat(request.worker()).isEqualTo(PoolRequest.NO_WORKER);
        assertThat(request.serviceCpuNanos()).isEqualTo(CpuClock.NOT_MEASURED);
        assertThat(request.submittedNanos()).isEqualTo(5);
    }

    @Test
    void completing_runs_the_callback_with_the_request() {
        List<PoolRequest<String>> seen = new ArrayList<>();
        PoolRequest<String> request = new PoolRequest<>(Lane.CPU, "job", () -> "done", seen::add);

        request.complete();

        assertThat(seen).containsExactly(request);
    }

    private PoolRequest<String> ran(Callable<String> work) {
        PoolRequest<String> request = request(work);
        lanes.add(request, completions, 0);
        lanes.take(0);
        request.run();
        return request;
    }

    private static PoolRequest<String> request(Callable<String> work) {
        return new PoolRequest<>(Lane.CPU, "job", work, null);
    }
}
