package dev.loopbench.loopcore.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorEmitterTest {

    private final List<String> log = new ArrayList<>();
    private final ErrorEmitter errors = new ErrorEmitter();

    @Test
    @Rule("V01")
    void an_error_without_a_listener_is_thrown() {
        RuntimeException unchecked = new IllegalStateException("unchecked");
        Error fatal = new StackOverflowError("fatal");

        assertThatThrownBy(() -> errors.emit(unchecked)).isSameAs(unchecked);
        assertThatThrownBy(() -> errors.emit(fatal)).isSameAs(fatal);
    }

    @Test
    @Rule("V01")
    void what_cannot_be_thrown_as_it_is_comes_wrapped() {
        IOException checked = new IOException("checked");

        assertThatThrownBy(() -> errors.emit(checked))
                .isInstanceOf(UnhandledErrorException.class)
                .hasMessage("nobody listens for this error: java.io.IOException: checked")
                .hasCause(checked);
    }

    @Test
    @Rule("V01")
    void an_error_with_a_listener_is_not_thrown() {
        errors.event().on(error -> log.add("handled " + error.getMessage()));

        errors.emit(new IOException("1"));

        assertThat(log).containsExactly("handled 1");
    }

    @Test
    @Rule("V01")
    void a_monitor_sees_the_error_first() {
        errors.event().on(error -> log.add("handler"));
        errors.monitor().on(error -> log.add("monitor"));

        errors.emit(new IOException("1"));

        assertThat(log).containsExactly("monitor", "handler");
    }

    @Test
    @Rule("V01")
    void a_monitor_is_no_handler() {
        errors.monitor().on(error -> log.add("monitor"));

        assertThatThrownBy(() -> errors.emit(new IllegalStateException("1")))
                .isInstanceOf(IllegalStateException.class);

        assertThat(log).containsExactly("monitor");
    }
}
