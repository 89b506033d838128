package dev.loopbench.loopcore.workload.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways to block that find their size themselves, in virtual time. */
class CalibratedBlocksTest {

    private static final long FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final VirtualClock clock = VirtualClock.still();

    static Stream<BlockType> calibrated() {
        return BlockCatalog.builtIn().types().stream().filter(type -> type.unit().isPresent());
    }

    private static String preparedSize(BlockType type) throws Exception {
        try (Hold hold = type.create(VirtualClock.still(), new Extent.Lasting(FOR_NANOS))) {
            hold.prepare();
            return hold.size().orElseThrow();
        }
    }

    @Test
    void the_built_in_ways_are_listed_in_order() {
        assertThat(BlockCatalog.builtIn().names())
                .containsExactly(
                        "loop",
                        "sleep",
                        "pbkdf2-sync",
                        "regex",
                        "fs-sync",
                        "zlib-sync",
                        "sort",
                        "gc");
    }

    @ParameterizedTest
    @MethodSource("calibrated")
    void each_hold_lasts_about_as_long_as_asked(BlockType type) throws Exception {
        try (Hold hold = type.create(clock, new Extent.Lasting(FOR_NANOS))) {
            hold.prepare();
            for (int i = 0; i < 3; i++) {
                long startNanos = clock.nanoTime();
                hold.hold();

                assertThat(clock.nanoTime() - startNanos)
                        .isCloseTo(FOR_NANOS, Percentage.withPercentage(4));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pbkdf2-sync, \\d+ iterations",
        "regex, a line of \\d+ blanks",
        "fs-sync, \\d+ reads of 65536 bytes",
        "zlib-sync, \\d+ bytes",
        "sort, \\d+ numbers",
        "gc, \\d+ live objects"
    })
    void the_same_size_is_found_each_time_and_told_in_words(String name, String words)
            throws Exception {
        BlockType type = BlockCatalog.builtIn().find(name).orElseThrow();

        assertThat(preparedSize(type)).matches(words).isEqualTo(preparedSize(type));
    }

    @ParameterizedTest
    @CsvSource({
        "pbkdf2-sync, 3000, 3000 iterations",
        "regex, 3000, a line of 3000 blanks",
        "fs-sync, 30, 30 reads of 65536 bytes",
        "zlib-sync, 30000, 30000 bytes",
        "sort, 3000, 3000 numbers"
    })
    void a_size_that_is_asked_for_is_the_work_of_each_hold(String name, int size, String words)
            throws Exception {
        BlockType type = BlockCatalog.builtIn().find(name).orElseThrow();
        try (Hold hold = type.create(clock, new Extent.Sized(size))) {
            hold.prepare();
            long beginNanos = clock.nanoTime();
            hold.hold();
            long firstNanos = clock.nanoTime() - beginNanos;
            hold.hold();

            assertThat(hold.size()).contains(words);
            assertThat(words).contains(type.unit().orElseThrow());
            assertThat(clock.nanoTime() - beginNanos).isEqualTo(2 * firstNanos).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("calibrated")
    void a_size_beyond_what_the_work_can_take_is_refused_with_the_bounds(BlockType type) {
        try (Hold hold = type.create(clock, new Extent.Sized(Integer.MAX_VALUE))) {
            assumeThat(type.name()).isNotIn("fs-sync", "zlib-sync"); // which take any
            assertThatThrownBy(hold::prepare)
                    .isInstanceOf(WorkloadException.class)
                    .hasMessageMatching(
                            "the size of the work that holds the loop must be from \\d+ to \\d+,"
                                    + " not 2147483647");
        }
    }

    @Test
    void what_time_alone_measures_takes_no_size() {
        for (BlockType type : List.of(new SpinBlock(CpuClock.NONE), new SleepBlock())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Blocking(type, new Blocking.Once(0), new Extent.Sized(1)))
                    .withMessage(
                            type.name() + " has no size, its measure is time: give it a length");
        }
    }

    @ParameterizedTest
    @MethodSource("calibrated")
    void a_hold_that_was_never_prepared_can_be_closed(BlockType type) {
        type.create(clock, new Extent.Lasting(FOR_NANOS)).close();
    }

    @Test
    void an_expression_that_does_not_match_as_it_has_to_is_a_wrong_result() {
        assertWrong(
                new RegexBlock.Backtracking(
                        clock, new Extent.Lasting(FOR_NANOS), Pattern.compile("\\s+")),
                "the regular expression does not match as it has to");
    }

    @Test
    void a_file_that_does_not_contain_what_was_written_is_a_wrong_result() {
        assertWrong(
                new FileReadBlock.Reading(
                        clock,
                        new Extent.Lasting(FOR_NANOS),
                        (file, buffer, positionBytes) -> {
                            file.read(buffer, positionBytes);
                            buffer.put(0, (byte) ~buffer.get(0));
                            return buffer.capacity();
                        }),
                "a temporary file does not contain what was written to it");
    }

    @Test
    void bytes_that_gzip_changes_are_a_wrong_result() {
        assertWrong(
                new ZlibBlock.Compression(
                        clock, new Extent.Lasting(FOR_NANOS), compressed -> compressed),
                "gzip does not give back what it was given");
    }

    @Test
    void numbers_that_are_out_of_order_are_a_wrong_result() {
        assertWrong(
                new SortBlock.Sorting(clock, new Extent.Lasting(FOR_NANOS), Integer::compare),
                "the sort does not put numbers in order");
    }

    private static void assertWrong(Hold hold, String message) {
        assertThatThrownBy(hold::prepare)
                .isInstanceOf(WrongResultException.class)
                .hasMessage(message);
        hold.close();
    }
}
