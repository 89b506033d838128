package dev.loopbench.loopcore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class RandomBytesTest {

    private final RandomBytes random = new RandomBytes(new SecureRandom());

    @Test
    void as_many_bytes_are_drawn_as_were_asked_for() {
        assertThat(random.draw(64)).hasSize(64).isNotEqualTo(random.draw(64));
    }

    @Test
    void a_request_draws_when_it_runs() {
        var request = random.request(16, null);

        request.run();

        assertThat(request.result()).hasSize(16);
    }

    @Test
    void a_negative_length_is_refused_before_anything_runs() {
        assertThatIllegalArgumentException().isThrownBy(() -> random.request(-1, null));
    }
}
