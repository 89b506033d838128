package dev.loopbench.loopcore.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WorkLanesTest {

    private final CompletionQueue completions = new CompletionQueue(() -> {});
    private final WorkLanes lanes = new WorkLanes(PoolShape.of(4));

    @Test
    void without_a_slow_lane_all_wait_in_one_line_and_may_take_every_worker() {
        WorkLanes common = new WorkLanes(new PoolShape(4, false));
        List<PoolRequest<?>> requests = new ArrayList<>();
        for (Lane lane : List.of(Lane.SLOW_IO, Lane.SLOW_IO, Lane.SLOW_IO, Lane.CPU)) {
            PoolRequest<String> request = new PoolRequest<>(lane, "job", () -> "", null);
            common.add(request, new CompletionQueue(() -> {}), 0);
            requests.add(request);
        }

        List<PoolRequest<?>> taken = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            taken.add(common.take(worker));
        }

        assertThat(taken).isEqualTo(requests);
        assertThat(common.slowThreads()).isEqualTo(4);
    }

    @Test
    @Rule("P03")
    void cpu_work_and_fast_io_share_one_fifo() {
        add(request(Lane.CPU, "c1"));
        add(request(Lane.FAST_IO, "f1"));
        add(request(Lane.CPU, "c2"));
        add(request(Lane.FAST_IO, "f2"));

        assertThat(takeAll()).containsExactly("c1", "f1", "c2", "f2");
    }

    @Test
    @Rule("P03")
    void each_fast_submission_is_worth_waking_a_worker() {
        assertThat(add(request(Lane.CPU, "c1"))).isTrue();
        assertThat(add(request(Lane.FAST_IO, "f1"))).isTrue();
    }

    @Test
    @Rule({"P03", "P06"})
    void a_slow_submission_behind_the_marker_wakes_nobody() {
        assertThat(add(request(Lane.SLOW_IO, "s1"))).isTrue();
        assertThat(add(request(Lane.SLOW_IO, "s2"))).isFalse();
    }

    @Test
    @Rule({"P05", "P06"})
    void a_slow_submission_above_the_limit_wakes_nobody() {
        add(request(Lane.SLOW_IO, "s1"));
        add(request(Lane.SLOW_IO, "s2"));
        takeAll();

        assertThat(add(request(Lane.SLOW_IO, "s3"))).isFalse();
        assertThat(lanes.canTake()).isFalse();
    }

    @Test
    @Rule("P05")
    void slow_io_runs_on_half_of_the_workers_only() {
        addSlow(5);

        assertThat(takeAll()).containsExactly("s1", "s2");
        assertThat(lanes.queued()).isEqualTo(3);
        assertThat(lanes.running()).isEqualTo(2);
    }

    @Test
    @Rule("P05")
    void a_slow_job_that_ends_makes_room_for_the_next() {
        List<PoolRequest<String>> slow = addSlow(4);
        takeAll();

        lanes.finished(slow.get(0));

        assertThat(takeAll()).containsExactly("s3");
    }

    @Test
    @Rule({"P05", "P07"})
    void cpu_work_has_no_limit() {
        for (int i = 0; i < 10; i++) {
            add(request(Lane.CPU, "c" + i));
        }

        assertThat(takeAll()).hasSize(10);
    }

    @Test
    @Rule("P06")
    void the_slow_lane_goes_back_to_the_tail_after_each_slow_job() {
        addSlow(2);
        add(request(Lane.FAST_IO, "f1"));
        add(request(Lane.CPU, "c1"));

        assertThat(takeAll()).containsExactly("s1", "f1", "c1", "s2");
    }

    @Test
    @Rule("P06")
    void at_the_limit_fast_work_overtakes_the_slow_lane() {
        List<PoolRequest<String>> slow = addSlow(3);
        takeAll();
        add(request(Lane.CPU, "c1"));
        add(request(Lane.CPU, "c2"));

        assertThat(take()).isEqualTo("c1");
        lanes.finished(slow.get(0));

        assertThat(takeAll()).as("the marker stands behind c2 now").containsExactly("c2", "s3");
    }

    @Test
    @Rule("P06")
    void with_only_slow_work_above_the_limit_there_is_nothing_to_take() {
        addSlow(3);
        takeAll();

        assertThat(lanes.canTake()).isFalse();
        assertThat(lanes.take(3)).isNull();
        assertThat(lanes.queued()).isEqualTo(1);
    }

    @Test
    @Rule("P11")
    void a_cancelled_request_is_never_taken() {
        add(request(Lane.CPU, "c1"));
        PoolRequest<String> cancelled = request(Lane.CPU, "c2");
        add(cancelled);
        add(request(Lane.CPU, "c3"));

        assertThat(lanes.cancel(cancelled)).isTrue();

        assertThat(takeAll()).containsExactly("c1", "c3");
        assertThat(cancelled.outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    @Rule("P11")
    void cancelling_twice_succeeds_once() {
        PoolRequest<String> request = request(Lane.SLOW_IO, "s1");
        add(request);

        assertThat(lanes.cancel(request)).isTrue();
        assertThat(lanes.cancel(request)).isFalse();
        assertThat(lanes.queued()).isZero();
    }

    @Test
    @Rule("P12")
    void a_taken_request_cannot_be_cancelled() {
        PoolRequest<String> request = request(Lane.CPU, "c1");
        add(request);
        lanes.take(0);

        assertThat(lanes.cancel(request)).isFalse();
    }

    @Test
    void a_request_queued_elsewhere_is_not_cancelled_here() {
        PoolRequest<String> request = request(Lane.CPU, "c1");
        add(request);

        assertThat(new WorkLanes(PoolShape.of(1)).cancel(request)).isFalse();
        assertThat(takeAll()).containsExactly("c1");
    }

    @Test
    @Rule("P06")
    void cancelled_slow_work_leaves_its_place_to_the_next() {
        PoolRequest<String> first = request(Lane.SLOW_IO, "s1");
        add(first);
        add(request(Lane.CPU, "c1"));
        lanes.cancel(first);
        assertThat(lanes.queued()).isEqualTo(1);

        add(request(Lane.SLOW_IO, "s2"));

        assertThat(takeAll()).containsExactly("s2", "c1");
    }

    @Test
    void a_marker_with_nothing_behind_it_is_passed_over() {
        PoolRequest<String> slow = request(Lane.SLOW_IO, "s1");
        add(slow);
        add(request(Lane.CPU, "c1"));
        lanes.cancel(slow);

        assertThat(lanes.canTake()).isTrue();
        assertThat(takeAll()).containsExactly("c1");
        assertThat(lanes.canTake()).isFalse();
    }

    @Test
    void cancelling_all_empties_both_lanes() {
        addSlow(2);
        add(request(Lane.CPU, "c1"));
        List<String> cancelled = new ArrayList<>();

        lanes.cancelAll(request -> cancelled.add(request.kind()));

        assertThat(cancelled).containsExactly("c1", "s1", "s2");
        assertThat(lanes.queued()).isZero();
        assertThat(lanes.take(0)).isNull();
    }

    @Test
    void a_request_is_submitted_once() {
        PoolRequest<String> request = request(Lane.CPU, "c1");
        add(request);
        assertThatIllegalStateException().isThrownBy(() -> add(request));
        takeAll();
        assertThatIllegalStateException()
                .isThrownBy(() -> add(request))
                .withMessage("the request was submitted before");
    }

    private List<PoolRequest<String>> addSlow(int count) {
        List<PoolRequest<String>> requests = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            requests.add(request(Lane.SLOW_IO, String.format(Locale.ROOT, "s%d", i)));
        }
        requests.forEach(this::add);
        return requests;
    }

    private boolean add(PoolRequest<?> request) {
        return lanes.add(request, completions, 0);
    }

    private List<String> takeAll() {
        List<String> taken = new ArrayList<>();
        PoolRequest<?> request = lanes.take(0);
        while (request != null) {
            taken.add(request.kind());
            request = lanes.take(0);
        }
        return taken;
    }

    private String take() {
        return Objects.requireNonNull(lanes.take(0)).kind();
    }

    private static PoolRequest<String> request(Lane lane, String kind) {
        return new PoolRequest<>(lane, kind, () -> kind, null);
    }
}
