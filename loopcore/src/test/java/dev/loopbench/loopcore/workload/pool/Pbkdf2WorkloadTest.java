package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.crypto.Pbkdf2;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.SimulatedLoop;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.pool.Pbkdf2Type.Derivation;
import dev.loopbench.loopcore.workload.pool.Pbkdf2Type.KnownKey;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Pbkdf2WorkloadTest {

    private static final int ITERATIONS = 3;

    private final SimulatedLoop simulated = new SimulatedLoop();

    private static Workload workload(Derivation derivation) {
        return workload(
                new Pbkdf2Type.Keys(Pbkdf2.Digest.SHA256, "salt", ITERATIONS, 16, derivation));
    }

    private static Workload workload(Pbkdf2Type.Keys keys) {
        return new PoolJobWorkload<>("pbkdf2", new KeyJob(keys));
    }

    /** Changes what the platform derives, but for the known key of the preparation. */
    private static Derivation spoilt(Callable<byte[]> operationKey) {
        return (digest, password, salt, iterations, length) ->
                iterations == ITERATIONS
                        ? operationKey
                        : Derivation.PLATFORM.of(digest, password, salt, iterations, length);
    }

    private LoadDriver burst(int jobs, Workload workload) throws Exception {
        workload.prepare(simulated.loop);
        LoadDriver driver =
                new LoadDriver(
                        simulated.loop,
                        () -> simulated.alarm,
                        workload,
                        new LoadModel.Burst(jobs),
                        0,
                        OperationObserver.NONE);
        simulated.run(driver::start);
        return driver;
    }

    @ParameterizedTest
    @EnumSource
    void every_operation_derives_the_same_key(Pbkdf2.Digest digest) throws Exception {
        Workload workload =
                workload(new Pbkdf2Type.Keys(digest, "salt", ITERATIONS, 16, Derivation.PLATFORM));
        LoadDriver driver = burst(9, workload);

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(9);
    }

    @Test
    void a_key_that_differs_from_the_first_is_wrong() throws Exception {
        AtomicInteger derived = new AtomicInteger();
        LoadDriver driver =
                burst(
                        9,
                        workload(
                                spoilt(
                                        () -> {
                                            byte[] key = new byte[16];
                                            key[15] = (byte) (derived.getAndIncrement() / 8);
                                            return key;
                                        })));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(8);
        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(1);
        assertThat(driver.firstWrong().map(Object::toString))
                .contains("pbkdf2 gave different keys for the same password and salt");
    }

    @Test
    void a_key_of_another_length_is_wrong() throws Exception {
        LoadDriver driver = burst(2, workload(spoilt(() -> new byte[15])));

        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(2);
    }

    @Test
    void a_derivation_that_throws_is_a_failure() throws Exception {
        GeneralSecurityException reason = new GeneralSecurityException("no entropy");
        LoadDriver driver =
                burst(
                        2,
                        workload(
                                spoilt(
                                        () -> {
                                            throw reason;
                                        })));

        assertThat(driver.counts().ended(OperationOutcome.FAILED)).isEqualTo(2);
        assertThat(driver.firstFailure()).containsSame(reason);
    }

    @Test
    void what_still_waits_when_the_pool_is_abandoned_is_cancelled() throws Exception {
        simulated.loop.setTimeout(simulated.pool::abandon, 5);
        LoadDriver driver = burst(9, workload(Derivation.PLATFORM));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(4);
        assertThat(driver.counts().ended(OperationOutcome.CANCELLED)).isEqualTo(5);
    }

    @Test
    void a_platform_that_derives_another_known_key_is_refused() {
        Derivation zeros = (digest, password, salt, iterations, length) -> () -> new byte[length];

        assertThatThrownBy(() -> workload(zeros).prepare(simulated.loop))
                .isInstanceOf(WrongResultException.class);
    }

    @Test
    void a_platform_without_the_algorithm_is_refused() {
        Derivation missing =
                (digest, password, salt, iterations, length) ->
                        () -> {
                            throw new GeneralSecurityException("not available");
                        };

        assertThatThrownBy(() -> workload(missing).prepare(simulated.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("no pbkdf2 with sha256 on this platform: not available");
    }

    @Test
    void an_empty_salt_and_a_key_too_long_are_refused() {
        assertThatThrownBy(
                        () ->
                                workload(
                                                new Pbkdf2Type.Keys(
                                                        Pbkdf2.Digest.SHA1,
                                                        "",
                                                        1,
                                                        20,
                                                        Derivation.PLATFORM))
                                        .prepare(simulated.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("salt must not be empty");
        assertThatThrownBy(
                        () ->
                                workload(
                                                new Pbkdf2Type.Keys(
                                                        Pbkdf2.Digest.SHA1,
                                                        "salt",
                                                        1,
                                                        Integer.MAX_VALUE,
                                                        Derivation.PLATFORM))
                                        .prepare(simulated.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("key-length must be at most 268435455");
    }

    @Test
    void simulated_time_grows_with_iterations_and_with_each_block_of_the_digest() {
        long one = Pbkdf2Type.costNanos(Pbkdf2.Digest.SHA512, 1000, 64);

        assertThat(Pbkdf2Type.costNanos(Pbkdf2.Digest.SHA512, 2000, 64)).isEqualTo(2 * one);
        assertThat(Pbkdf2Type.costNanos(Pbkdf2.Digest.SHA512, 1000, 65)).isEqualTo(2 * one);
        assertThat(Pbkdf2Type.costNanos(Pbkdf2.Digest.SHA1, 1000, 20)).isEqualTo(one);
        assertThat(Pbkdf2Type.costNanos(Pbkdf2.Digest.SHA1, Integer.MAX_VALUE, 1 << 28))
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void the_platform_derives_the_published_key(Pbkdf2.Digest digest) {
        assertThatCode(() -> KnownKey.of(digest).check(Derivation.PLATFORM))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void a_derivation_that_gives_another_key_is_refused(Pbkdf2.Digest digest) {
        Derivation oneRoundLess =
                (hash, password, salt, iterations, length) ->
                        Derivation.PLATFORM.of(hash, password, salt, iterations - 1, length);

        assertThatThrownBy(() -> KnownKey.of(digest).check(oneRoundLess))
                .isInstanceOf(WrongResultException.class)
                .hasMessageStartingWith("pbkdf2 with " + digest.label() + " gave ");
    }
}
