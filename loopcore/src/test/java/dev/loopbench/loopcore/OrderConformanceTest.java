package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.pool.FakePool;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The logs of real Node 20, one program each. */
class OrderConformanceTest {

    private static final String PROGRAMS = "/conformance/order-node20.json";
    private static final long JOB_NANOS = TimeUnit.MICROSECONDS.toNanos(150);

    @ParameterizedTest
    @MethodSource("programs")
    void logs_what_node_logs(OrderProgram program) {
        assertThat(logOf(program, 0, JOB_NANOS)).isEqualTo(program.expected());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void logs_what_node_logs_on_a_slow_machine(OrderProgram program) {
        long readCostNanos = TimeUnit.MICROSECONDS.toNanos(40);
        assertThat(logOf(program, readCostNanos, 5 * JOB_NANOS)).isEqualTo(program.expected());
    }

    private static List<String> logOf(OrderProgram program, long readCostNanos, long jobNanos) {
        VirtualClock clock = new VirtualClock(0, readCostNanos);
        OrderProgramRun run = new OrderProgramRun();
        EventLoopConfig config =
                EventLoopConfig.of(
                                clock,
                                new SimulatedPoller(clock),
                                new FakePool(clock, program.threads(), jobNanos))
                        .withUncaughtHandler(run::uncaught);
        try (EventLoop loop = new EventLoop(config)) {
            run.run(program, loop);
        }
        return run.log();
    }

    static Stream<OrderProgram> programs() throws IOException {
        try (InputStream json =
                Objects.requireNonNull(
                        OrderConformanceTest.class.getResourceAsStream(PROGRAMS), PROGRAMS)) {
            JsonNode programs = JsonMapper.shared().readTree(json);
            return StreamSupport.stream(programs.spliterator(), false)
                    .map(OrderProgramReader::program);
        }
    }
}
