package dev.loopbench.loopcore.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionQueueTest {

    private int wakeups;
    private final CompletionQueue queue = new CompletionQueue(() -> wakeups++);
    private final List<String> drained = new ArrayList<>();

    @Test
    @Rule("P10")
    void completions_come_out_in_the_order_of_completion() {
        push("a", "b", "c");

        drain();

        assertThat(drained).containsExactly("a", "b", "c");
    }

    @Test
    @Rule("P10")
    void what_completes_during_a_drain_waits_for_the_next() {
        push("a", "b");

        queue.drain(
                request -> {
                    drained.add(request.kind());
                    push("during " + request.kind());
                });

        assertThat(drained).containsExactly("a", "b");
        drain();
        assertThat(drained).containsExactly("a", "b", "during a", "during b");
    }

    @Test
    @Rule("P10")
    void only_the_completion_that_finds_the_queue_empty_wakes_the_loop() {
        push("a", "b", "c");
        assertThat(wakeups).isEqualTo(1);

        drain();
        push("d", "e");
        assertThat(wakeups).isEqualTo(2);
    }

    @Test
    @Rule("P10")
    void what_completes_during_a_drain_asks_for_another_wakeup() {
        push("a");

        queue.drain(request -> push("b"));

        assertThat(wakeups).isEqualTo(2);
    }

    @Test
    void an_empty_queue_drains_to_nothing() {
        drain();

        assertThat(drained).isEmpty();
        assertThat(wakeups).isZero();
    }

    @Test
    void what_a_throwing_callback_leaves_comes_first_in_the_next_drain() {
        push("a", "b", "c");
        assertThatThrownBy(
                        () ->
                                queue.drain(
                                        request -> {
                                            throw new IllegalStateException(request.kind());
                                        }))
                .hasMessage("a");
        assertThat(wakeups).as("the rest asks for a drain").isEqualTo(2);

        push("d");
        drain();

        assertThat(drained).containsExactly("b", "c", "d");
    }

    @Test
    void a_throw_from_the_last_callback_asks_for_nothing() {
        push("a");
        assertThatThrownBy(
                () ->
                        queue.drain(
                                request -> {
                                    throw new IllegalStateException(request.kind());
                                }));

        assertThat(wakeups).isEqualTo(1);
    }

    private void push(String... kinds) {
        for (String kind : kinds) {
            queue.push(new PoolRequest<>(Lane.CPU, kind, () -> kind, null));
        }
    }

    private void drain() {
        queue.drain(request -> drained.add(request.kind()));
    }
}
