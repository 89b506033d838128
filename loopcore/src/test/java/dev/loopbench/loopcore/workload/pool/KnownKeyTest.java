package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.crypto.Pbkdf2;
import dev.loopbench.loopcore.workload.WrongResultException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownKeyTest {

    @ParameterizedTest
    @EnumSource
    void the_platform_derives_the_published_key(Pbkdf2.Digest digest) {
        assertThatCode(() -> KnownKey.of(digest).check(KeyDerivation.PLATFORM))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void a_derivation_that_gives_another_key_is_refused(Pbkdf2.Digest digest) {
        KeyDerivation oneRoundLess =
                (hash, password, salt, iterations, length) ->
                        KeyDerivation.PLATFORM.of(hash, password, salt, iterations - 1, length);

        assertThatThrownBy(() -> KnownKey.of(digest).check(oneRoundLess))
                .isInstanceOf(WrongResultException.class)
                .hasMessageStartingWith("pbkdf2 with " + digest.label() + " gave ");
    }
}
