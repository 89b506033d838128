package dev.loopbench.probes.node.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.node.Nodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is reported of a process, held against what happened in it. The errors are apart what two
 * clock readings of one event are: of some hundred of them a busy machine changes the median as
 * little as any other.
 */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = "amd64",
        disabledReason = "what stamps the truth is written for Linux on x86-64")
@Execution(ExecutionMode.CONCURRENT)
final class GroundTruthIT {

    private static final Duration LOOKED = Duration.ofSeconds(3);

    private static final long ERROR_NANOS_MAX = 50_000;

    /**
     * One in so many: which of two like jobs of a burst was taken first is not always to be told.
     * Were they off by one, most would be paired wrongly.
     */
    private static final int MISPAIRED = 10;

    @TempDir Path folder;

    static Stream<Nodes.Node> nodes() {
        return Nodes.all();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void the_legs_of_a_process_that_was_attached_to_are_what_happened(Nodes.Node node)
            throws Exception {
        are_what_happened(new TruthfulProgram(node, folder).attached(LOOKED));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void the_legs_of_a_program_that_was_started_are_what_happened(Nodes.Node node)
            throws Exception {
        are_what_happened(new TruthfulProgram(node, folder).launched(LOOKED));
    }

    private static void are_what_happened(TruthfulProgram.Seen seen) {
        GroundTruth.Deviation deviation = seen.deviation();
        Assumptions.assumeTrue(deviation.jobs() > 0, "the machine let nothing be traced in time");
        assertThat(deviation.jobs()).isLessThanOrEqualTo(seen.truths());
        assertThat(deviation.negative()).isZero();
        assertThat(deviation.mispaired()).isLessThanOrEqualTo(1 + deviation.jobs() / MISPAIRED);
        assertThat(deviation.waiting().medianNanos()).isLessThanOrEqualTo(ERROR_NANOS_MAX);
        assertThat(deviation.service().medianNanos()).isLessThanOrEqualTo(ERROR_NANOS_MAX);
        assertThat(deviation.back().medianNanos()).isLessThanOrEqualTo(ERROR_NANOS_MAX);
    }
}
