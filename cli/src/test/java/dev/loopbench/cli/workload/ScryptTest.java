package dev.loopbench.cli.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.cli.workload.ScryptType.Derivation;
import dev.loopbench.cli.workload.ScryptType.KnownKey;
import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.SimulatedWorkerPool;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.pool.KeyJob;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ScryptTest {

    private static final ScryptType.Cost SMALL = new ScryptType.Cost(16, 1, 1);
    private static final long HEAP_BYTES = 64 << 20;

    private final VirtualClock clock = VirtualClock.still();
    private final EventLoop loop =
            new EventLoop(
                    EventLoopConfig.of(
                            clock,
                            new SimulatedPoller(clock),
                            new SimulatedWorkerPool(
                                    clock,
                                    PoolShape.of(4),
                                    4,
                                    (request, charged) -> charged,
                                    PoolObserver.NONE)));

    /** All of RFC 7914, section 12, but the fourth, which takes 1 GiB. */
    static Stream<KnownKey> vectors() {
        return Stream.of(
                new KnownKey(
                        "",
                        "",
                        SMALL,
                        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"),
                KnownKey.NACL,
                new KnownKey(
                        "pleaseletmein",
                        "SodiumChloride",
                        new ScryptType.Cost(16384, 8, 1),
                        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void the_published_keys_come_out(KnownKey vector) throws Exception {
        vector.check(Derivation.BOUNCY_CASTLE);
    }

    @Test
    void another_key_than_the_published_one_is_refused_before_the_first_job() {
        Derivation zeros = (password, salt, cost, length) -> new byte[length];
        assertThatThrownBy(() -> job(SMALL, zeros).prepare(loop))
                .isInstanceOf(WrongResultException.class)
                .hasMessageStartingWith("scrypt gave 00")
                .hasMessageContaining("for the published key fdbabe1c");
    }

    @Test
    void a_key_that_differs_from_the_first_is_wrong() throws Exception {
        KeyJob job = job(SMALL, Derivation.BOUNCY_CASTLE);
        job.prepare(loop);
        byte[] first = job.next().call();
        byte[] other = first.clone();
        other[3] ^= 1;

        assertThat(job.wrong(first)).isNull();
        assertThat(job.wrong(job.next().call())).isNull();
        assertThat(job.wrong(other))
                .isEqualTo("scrypt gave different keys for the same password and salt");
    }

    @Test
    void a_key_of_another_length_is_wrong() throws Exception {
        KeyJob job = job(SMALL, Derivation.BOUNCY_CASTLE);
        job.prepare(loop);

        assertThat(job.wrong(new byte[31])).isNotNull();
    }

    @Test
    void a_job_costs_simulated_time_by_its_parameters() throws Exception {
        KeyJob job = job(SMALL, Derivation.BOUNCY_CASTLE);
        job.prepare(loop);
        long beforeNanos = clock.nanoTime();
        job.next().call();

        assertThat(clock.nanoTime() - beforeNanos).isEqualTo(SMALL.nanos()).isPositive();
        assertThat(new ScryptType.Cost(32, 3, 5).nanos()).isEqualTo(2 * 3 * 5 * SMALL.nanos());
    }

    @Test
    void the_cost_of_what_takes_for_ever_can_still_be_compared() {
        assertThat(new ScryptType.Cost(1 << 30, 1 << 14, 1 << 15).nanos())
                .isPositive()
                .isLessThan(Long.MAX_VALUE / 2);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("--cost must be a power of two from 2 on, not 1", 1, 8, 1),
                Arguments.of("--cost must be a power of two from 2 on, not 1000", 1000, 8, 1),
                Arguments.of(
                        "--cost must be less than 65536 with --block-size 1, not 65536",
                        65536,
                        1,
                        1),
                Arguments.of(
                        "--block-size times --parallelization must be at most 1073741823, not"
                                + " 1073741824",
                        16,
                        1 << 15,
                        1 << 15),
                Arguments.of(
                        "--cost 1048576 with --block-size 8 takes 1024 MiB for each key, and the"
                                + " whole heap has 64 MiB; LOOPBENCH_JAVA_OPTS=-Xmx... gives more",
                        1 << 20,
                        8,
                        1));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_cannot_be_derived_is_refused_with_a_sentence(
            String sentence, int cost, int blockSize, int parallelization) {
        ScryptType.Cost wanted = new ScryptType.Cost(cost, blockSize, parallelization);
        assertThatThrownBy(() -> job(wanted, Derivation.BOUNCY_CASTLE).prepare(loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(sentence);
    }

    @Test
    void a_key_longer_than_its_generator_can_count_is_refused() {
        KeyJob job =
                new KeyJob(
                        new ScryptType.Keys(
                                SMALL,
                                "salt",
                                Integer.MAX_VALUE,
                                Derivation.BOUNCY_CASTLE,
                                Long.MAX_VALUE));
        assertThatThrownBy(() -> job.prepare(loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("key-length must be at most 268435455");
    }

    /** The sizes that RFC 7914 names: {@code 128 * r * N} for the table, {@code 128 * r * p}. */
    @ParameterizedTest
    @CsvSource({"16384, 8, 1, 16778240", "2, 1, 1, 384"})
    void a_job_takes_the_memory_of_its_table_and_its_mixes(
            int cost, int blockSize, int parallelization, long bytes) {
        assertThat(new ScryptType.Cost(cost, blockSize, parallelization).memoryBytes())
                .isEqualTo(bytes);
    }

    private static KeyJob job(ScryptType.Cost cost, Derivation function) {
        return new KeyJob(new ScryptType.Keys(cost, "salt", 32, function, HEAP_BYTES));
    }
}
