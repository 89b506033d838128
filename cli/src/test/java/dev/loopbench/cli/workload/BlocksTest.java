package dev.loopbench.cli.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.cli.workload.ScryptType.Derivation;
import dev.loopbench.cli.workload.ScryptType.KnownKey;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.loopcore.workload.block.Extent;
import dev.loopbench.loopcore.workload.block.Hold;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways to hold the loop that need more than the JDK, in virtual time. */
final class BlocksTest {

    private static final long FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final VirtualClock clock = VirtualClock.still();

    static Stream<BlockType> types() {
        return Stream.of(new ScryptBlock(), new JsonBlock());
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_hold_lasts_about_as_long_as_asked(BlockType type) throws Exception {
        try (Hold hold = type.create(clock, new Extent.Lasting(FOR_NANOS))) {
            hold.prepare();
            long beforeNanos = clock.nanoTime();
            hold.hold();

            assertThat(clock.nanoTime() - beforeNanos)
                    .isBetween((long) (0.95 * FOR_NANOS), (long) (1.05 * FOR_NANOS));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_next_hold_lasts_as_long_as_the_first(BlockType type) throws Exception {
        try (Hold hold = type.create(clock, new Extent.Lasting(FOR_NANOS))) {
            hold.prepare();
            long beginNanos = clock.nanoTime();
            hold.hold();
            long firstNanos = clock.nanoTime() - beginNanos;
            hold.hold();

            assertThat(clock.nanoTime() - beginNanos).isEqualTo(2 * firstNanos);
        }
    }

    @Test
    void the_size_of_the_work_is_told_in_words() throws Exception {
        Hold scrypt = new ScryptBlock().create(clock, new Extent.Lasting(FOR_NANOS));
        Hold json = new JsonBlock().create(clock, new Extent.Lasting(FOR_NANOS));
        scrypt.prepare();
        json.prepare();

        assertThat(scrypt.size().orElseThrow()).matches("cost 64, parallelization [0-9]+");
        assertThat(json.size().orElseThrow()).matches("[0-9]+ bytes, [0-9]+ records");
    }

    @Test
    void a_wrong_key_is_found_before_the_first_hold() {
        Derivation zeros = (password, salt, cost, length) -> new byte[length];
        Hold hold = new ScryptBlock.Derivation(clock, new Extent.Lasting(FOR_NANOS), zeros);

        assertThatThrownBy(hold::prepare).isInstanceOf(WrongResultException.class);
    }

    @Test
    void a_hold_longer_than_the_largest_key_takes_is_refused() {
        Hold hold =
                new ScryptBlock.Derivation(
                        clock,
                        new Extent.Lasting(TimeUnit.HOURS.toNanos(1)),
                        BlocksTest::quicklyBeyondTheKnownKey);

        assertThatThrownBy(hold::prepare)
                .isInstanceOf(WorkloadException.class)
                .hasMessageStartingWith("scrypt-sync cannot hold the loop for so long");
    }

    @Test
    void a_document_that_would_not_fit_the_heap_is_refused() {
        Hold hold = new JsonBlock.RoundTrip(clock, new Extent.Lasting(FOR_NANOS), 1 << 20);

        assertThatThrownBy(hold::prepare)
                .isInstanceOf(WorkloadException.class)
                .hasMessageStartingWith("json cannot hold the loop for so long: its document");
    }

    @Test
    void a_stack_sample_of_a_hold_says_what_it_does() {
        assertThat(methods(ScryptBlock.Derivation.class)).contains("deriveKeyOnLoop");
        assertThat(methods(JsonBlock.RoundTrip.class)).contains("parseAndPrintOnLoop");
    }

    private static byte[] quicklyBeyondTheKnownKey(
            byte[] password, byte[] salt, ScryptType.Cost cost, int length) {
        return cost.equals(KnownKey.NACL.cost())
                ? Derivation.BOUNCY_CASTLE.derive(password, salt, cost, length)
                : new byte[length];
    }

    private static Set<String> methods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
    }
}
