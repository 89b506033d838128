package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.poll.ReadyCallback;
import dev.loopbench.loopcore.poll.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterestTest {

    private final List<String> log = new ArrayList<>();
    private final Interest interest =
            new Interest(
                    ops -> {
                        log.add("register " + ops);
                        return new Logged();
                    });

    @Test
    @Rule("S21")
    void a_channel_nobody_wants_anything_of_is_not_registered() {
        interest.set(0);

        assertThat(log).isEmpty();
    }

    @Test
    @Rule("S21")
    void the_poller_hears_of_changes_alone() {
        interest.set(1);
        interest.set(1);
        interest.set(0);
        interest.set(0);
        interest.set(5);

        assertThat(log).containsExactly("register 1", "interest 0", "interest 5");
    }

    @Test
    void a_new_channel_is_registered_anew() {
        interest.set(8);
        interest.forget();
        interest.set(8);

        assertThat(log).containsExactly("register 8", "register 8");
    }

    @Test
    void a_channel_that_cannot_be_registered_is_not_passed_over() {
        Interest refused =
                new Interest(
                        ops -> {
                            throw new IOException("no");
                        });

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> refused.set(1));
    }

    private final class Logged implements Registration {

        @Override
        public void interest(int interestOps) {
            log.add("interest " + interestOps);
        }

        @Override
        public int readyOps() {
            return 0;
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public ReadyCallback callback() {
            return readyOps -> {};
        }
    }
}
