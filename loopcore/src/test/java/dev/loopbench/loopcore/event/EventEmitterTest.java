package dev.loopbench.loopcore.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EventEmitterTest {

    private final List<String> log = new ArrayList<>();
    private final EventEmitter<String> event =
            new EventEmitter<>("news", (name, listeners) -> log.add(name + " " + listeners));

    @Test
    @Rule("V02")
    void listeners_run_synchronously_in_the_order_of_their_registration() {
        event.on(logs("a"));
        event.on(logs("b"));

        assertThat(event.emit("1")).isTrue();

        assertThat(log).containsExactly("a1", "b1");
    }

    @Test
    @Rule("V02")
    void a_prepended_listener_goes_first() {
        event.on(logs("a"));
        event.prepend(logs("b"));
        event.prependOnce(logs("c"));

        event.emit("1");
        event.emit("2");

        assertThat(log).containsExactly("c1", "b1", "a1", "b2", "a2");
    }

    @Test
    @Rule("V02")
    void a_listener_added_by_a_listener_waits_for_the_next_emit() {
        event.once(value -> event.on(logs("late")));

        event.emit("1");
        assertThat(log).isEmpty();
        event.emit("2");

        assertThat(log).containsExactly("late2");
    }

    @Test
    @Rule("V02")
    void a_listener_removed_by_a_listener_still_runs_in_this_emit() {
        Consumer<String> removed = logs("removed");
        event.on(value -> event.off(removed));
        event.on(removed);

        event.emit("1");
        event.emit("2");

        assertThat(log).containsExactly("removed1");
    }

    @Test
    @Rule("V02")
    void of_a_listener_added_twice_the_last_one_is_removed() {
        Consumer<String> twice = logs("twice");
        event.on(twice);
        event.on(logs("other"));
        event.on(twice);

        assertThat(event.off(twice)).isTrue();
        event.emit("1");

        assertThat(log).containsExactly("twice1", "other1");
        assertThat(event.off(twice)).isTrue();
        assertThat(event.off(twice)).isFalse();
    }

    @Test
    void an_emit_without_listeners_says_so() {
        assertThat(event.emit("1")).isFalse();
    }

    @Test
    void a_listener_that_throws_keeps_those_behind_it_from_being_called() {
        event.on(
                value -> {
                    throw new IllegalArgumentException(value);
                });
        event.on(logs("behind"));

        assertThatThrownBy(() -> event.emit("1")).isInstanceOf(IllegalArgumentException.class);

        assertThat(log).isEmpty();
    }

    @Test
    @Rule("V03")
    void a_once_listener_is_removed_before_it_is_called() {
        event.once(
                value -> {
                    log.add("once" + value + " of " + event.listenerCount());
                    event.emit("inner");
                });

        event.emit("1");

        assertThat(log).containsExactly("once1 of 0");
    }

    @Test
    @Rule("V03")
    void a_once_listener_that_an_inner_emit_has_called_is_not_called_by_the_outer_one() {
        event.prependOnce(value -> event.emit("inner"));
        event.once(logs("once "));

        event.emit("outer");

        assertThat(log).containsExactly("once inner");
    }

    @Test
    @Rule("V03")
    void the_notification_comes_before_the_listener_is_stored() {
        event.listenerAdded()
                .once(
                        added -> {
                            log.add("adding to " + event.listenerCount());
                            event.on(logs("first"));
                        });

        event.on(logs("second"));
        event.emit("1");

        assertThat(log).containsExactly("adding to 0", "first1", "second1");
    }

    @Test
    @Rule("V03")
    void more_than_ten_listeners_are_warned_of_once() {
        addListeners(EventEmitter.DEFAULT_MAX_LISTENERS);
        assertThat(log).isEmpty();

        addListeners(2);

        assertThat(log).containsExactly("news 11");
    }

    @Test
    @Rule("V03")
    void a_limit_of_zero_means_none() {
        event.maxListeners(0);

        addListeners(100);

        assertThat(log).isEmpty();
    }

    @Test
    void a_negative_limit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event.maxListeners(-1))
                .withMessage("an event cannot have -1 listeners");
    }

    private void addListeners(int count) {
        for (int i = 0; i < count; i++) {
            event.on(value -> {});
        }
    }

    private Consumer<String> logs(String name) {
        return value -> log.add(name + value);
    }
}
